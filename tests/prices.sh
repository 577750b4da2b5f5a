#!/usr/bin/env bash
# Our price directives, judged by the programs they are for. Usage: prices.sh RATES. Programs that are not installed
# are named and passed over; with CI=true each must be there.
set -euo pipefail
rates=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
found=0
missing=()

here() { if command -v "$1" >/dev/null; then found=$((found + 1)); else missing+=("$1"); return 1; fi; }
starts() { [[ "$2" == "$3"* ]] || { echo "$1: got «$2» instead of «$3»" >&2; exit 1; }; }
prices() { "$rates" -q history USD JPY TRY KZT --from 1997-12-01 --to 2024-05-25 --format "$1"; }

printf '2024-05-21 opening\n    assets:cash    100 USD\n    equity:opening\n' >journal
if here ledger; then
  prices ledger >ledger.prices
  got=$(ledger --price-db ledger.prices -f journal balance assets:cash -X RUB --now 2024-05-21 --format '%(quantity(scrub(display_total)))\n')
  starts ledger "$got" 9065.37
fi
if here hledger; then
  prices hledger >hledger.prices
  got=$(hledger -f journal -f hledger.prices balance assets:cash --value=2024-05-21,RUB --no-total -O csv | tail -1)
  starts hledger "$got" '"assets:cash","9065.3700'
fi
if here bean-check; then
  { printf '2024-05-01 open Assets:Cash\n2024-05-01 open Equity:Opening\n\n'
    printf '2024-05-21 * "opening"\n  Assets:Cash  100 USD\n  Equity:Opening\n\n'
    prices beancount; } >book.beancount
  bean-check book.beancount
  grep -q '^2024-05-21 price USD 90.6537 RUB$' book.beancount
fi
echo "accepted by $found programs; not installed: ${missing[*]:-none}"
[ "${CI:-}" != true ] || [ ${#missing[@]} -eq 0 ]
