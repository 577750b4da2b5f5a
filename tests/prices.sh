#!/usr/bin/env bash
# Our price directives, judged by the programs they are for: what they accept, and what they value amounts at.
# Usage: prices.sh RATES. Programs that are not installed are named and passed over; with CI=true each must be there.
set -euo pipefail
rates=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Figures and words are compared as text.
export LC_ALL=C.UTF-8 HOME=$folder
found=()
missing=()
checked=0

here() { if command -v "$1" >/dev/null; then found+=("$1"); else missing+=("$1"); fi; }
has() { [[ " ${found[*]-} " == *" $1 "* ]]; }
for program in ledger hledger bean-check bean-query; do here "$program"; done

is() {
  [ "$2" = "$3" ] || { echo "$1: got «$2» instead of «$3»" >&2; exit 1; }
  checked=$((checked + 1))
}

# Writes an amount held since a day, with the prices of a range, as books of all three programs. Usage: hold AMOUNT
# COMMODITY SINCE, then arguments of `history`.
hold() {
  local amount="$1 $2" since=$3
  shift 3
  printf '%s opening\n    assets:held    %s\n    equity:opening\n' "$since" "$amount" >journal
  "$rates" -q history "$@" --format ledger >ledger.prices
  "$rates" -q history "$@" --format hledger >hledger.prices
  { printf '%s open Assets:Held\n%s open Equity:Opening\n' "$since" "$since"
    printf '%s * "opening"\n  Assets:Held  %s\n  Equity:Opening\n' "$since" "$amount"
    "$rates" -q history "$@" --format beancount; } >book.beancount
}

# A number and a code without zeros at the end.
plain() { tr -d ' "\r' | sed -E 's/(\.[0-9]*[1-9])0+([A-Z]|$)/\1\2/; s/\.0+([A-Z]|$)/\1/'; }

by_ledger() {
  ledger --price-db ledger.prices -f journal balance assets:held -X "$1" --now "$2" \
    --format '%(quantity(scrub(display_total)))%(commodity(scrub(display_total)))\n' | plain
}
by_hledger() { hledger -f journal -f hledger.prices balance assets:held --value="$2,$1" --no-total -O csv | tail -1 | cut -d, -f2- | plain; }
by_beanquery() {
  bean-query -f csv book.beancount "SELECT convert(sum(position), '$1', $2) AS value WHERE account ~ 'Held'" | tail -1 | plain
}

# The held amount on a day is valued at the same by all. Usage: valued CODE DAY RESULT
valued() {
  if has ledger; then is "ledger, $1 on $2" "$(by_ledger "$1" "$2")" "$3"; fi
  if has hledger; then is "hledger, $1 on $2" "$(by_hledger "$1" "$2")" "$3"; fi
  if has bean-query; then is "beanquery, $1 on $2" "$(by_beanquery "$1" "$2")" "$3"; fi
}

hold 100 USD 2024-05-01 USD JPY TRY KZT --from 1997-12-01 --to 2024-05-25
if has bean-check; then bean-check book.beancount; fi
valued RUB 2024-05-20 9098.73RUB
valued RUB 2024-05-21 9065.37RUB

# The first day of a range has the rate in force, which is of 31 December.
hold 100 USD 2023-01-01 USD --from 2023 --to 2023
valued RUB 2023-01-05 7033.75RUB

# Old rubles become new ones, not the dollars of 1997.
hold 6000000 RUR 1997-12-30 USD JPY --from 1997-12-01 --to 2024-05-25
valued RUB 1997-12-31 6000000RUR
valued RUB 1998-01-01 6000RUB
valued RUB 1998-01-05 6000RUB
valued RUB 2024-05-21 6000RUB
# Without the price of the one in the other they are the dollars of 1997 to two of the programs, and nothing to the third.
sed -i '/RUR 0.001 RUB/d' ledger.prices hledger.prices book.beancount
if has ledger; then is "ledger, through the dollar" "$(by_ledger RUB 2024-05-21 | cut -c1-8)" 91262.11; fi
if has hledger; then is "hledger, through the dollar" "$(by_hledger RUB 2024-05-21 | cut -c1-8)" 91262.11; fi
if has bean-query; then is "beanquery, no price" "$(by_beanquery RUB 2024-05-21)" 6000000RUR; fi
# Two files, of which neither crosses the day.
{ "$rates" -q history USD --from 1997-12-01 --to 1997-12-31 --format hledger; "$rates" -q history USD --from 1998 --to 2024-05-25 --format hledger; } >two.prices
if has hledger; then is "two files" "$(hledger -f journal -f two.prices balance assets:held --value=2024-05-21,RUB --no-total -O csv | tail -1 | cut -d, -f2- | plain)" 6000RUB; fi

# A dollar of before and after.
hold 100 USD 1997-12-30 USD --from 1997-12-01 --to 2024-05-25
valued RUR 1997-12-31 596000RUR
valued RUB 1998-01-01 596RUB
valued RUB 2024-05-21 9065.37RUB

# A million old liras are one new one, on every later day.
hold 1000000 TRL 2004-12-30 TRY --from 2004-12-30 --to 2021-11-17
valued RUB 2004-12-31 20.4652RUB
valued RUB 2005-01-01 20.6925RUB
valued TRY 2005-01-02 1TRY
lira=$("$rates" -q history TRY --from 2021-11-10 --to 2021-11-10 --every day --per-unit --format csv | tail -1 | cut -d, -f4 | plain)
valued RUB 2021-11-10 "${lira}RUB"
# Without prices of the old one after its last day, two programs keep the last, and the third does not.
sed -i -E '/TRL 0\.[0-9]+ RUB/{/2004-/!d}' ledger.prices hledger.prices book.beancount
if has ledger; then is "ledger, the new lira" "$(by_ledger RUB 2021-11-10)" "${lira}RUB"; fi
if has hledger; then is "hledger, the lira of 2004" "$(by_hledger RUB 2021-11-10)" 20.4652RUB; fi
if has bean-query; then is "beanquery, the lira of 2004" "$(by_beanquery RUB 2021-11-10)" 20.4652RUB; fi

# ledger: a purchase's price takes the place of ours until the next record, unless ours is read last or it is virtual.
printf '2024-05-20 exchange\n    assets:held    100 USD @ 93.00 RUB\n    assets:rubles\n' >journal
"$rates" -q history USD --from 2024-05-20 --to 2024-05-22 --format ledger >ledger.prices
"$rates" -q history USD --from 2024-05-20 --to 2024-05-22 --every day --format ledger >daily
if has ledger; then
  is "purchase" "$(by_ledger RUB 2024-05-20)" 9300RUB
  is "the next record" "$(by_ledger RUB 2024-05-21)" 9065.37RUB
  cp journal plain.journal
  echo 'include daily' >>journal
  is "read last" "$(by_ledger RUB 2024-05-20)" 9098.73RUB
  sed 's/@/(@)/' plain.journal >journal
  is "virtual" "$(by_ledger RUB 2024-05-20)" 9098.73RUB
fi

# hledger and beanquery: tomorrow's price values today, unless the day is named.
today=$(date +%F)
tomorrow=$(date -d tomorrow +%F)
printf '2024-05-20 opening\n    assets:held    100 USD\n    equity:opening\n' >journal
printf 'P %s USD 80 RUB\nP %s USD 81.5 RUB\n' "$today" "$tomorrow" >hledger.prices
cp hledger.prices ledger.prices
{ printf '2024-05-20 open Assets:Held\n2024-05-20 open Equity:Opening\n2024-05-20 * "opening"\n  Assets:Held  100 USD\n  Equity:Opening\n'
  printf '%s price USD 80 RUB\n%s price USD 81.5 RUB\n' "$today" "$tomorrow"; } >book.beancount
if has ledger; then is "ledger, today" "$(ledger --price-db ledger.prices -f journal balance assets:held -X RUB --format '%(quantity(scrub(display_total)))\n')" 8000; fi
if has hledger; then
  now() { hledger -f journal -f hledger.prices balance assets:held "$@" --no-total -O csv | tail -1 | cut -d, -f2- | plain; }
  is "hledger without an end" "$(now -X RUB)" 8150RUB
  is "hledger, end" "$(now --value=end,RUB)" 8150RUB
  is "hledger, now" "$(now --value=now,RUB)" 8000RUB
  is "hledger, ended" "$(now -X RUB -e tomorrow)" 8000RUB
fi
if has bean-query; then
  query() { bean-query -f csv book.beancount "SELECT convert(sum(position), 'RUB'$1) AS value WHERE account ~ 'Held'" | tail -1 | plain; }
  is "beanquery without a date" "$(query '')" 8150RUB
  is "beanquery, today" "$(query ', today()')" 8000RUB
fi

# A file that grew by --append is read like one written at once.
"$rates" -q history USD --from 2024-05-21 --to 2024-05-25 --format hledger --append grown
"$rates" -q history USD --from 2024-05-01 --to 2024-05-25 --format hledger --append grown
hold 100 USD 2024-05-01 USD --from 2024-05-01 --to 2024-05-25
cp grown hledger.prices
cp grown ledger.prices
if has hledger; then is "grown, hledger" "$(by_hledger RUB 2024-05-20)" 9098.73RUB; fi
if has ledger; then is "grown, ledger" "$(by_ledger RUB 2024-05-20)" 9098.73RUB; fi

# A journal with decimal commas, which includes the prices. Usage: comma_by_hledger DECLARATION AMOUNT
comma_by_hledger() {
  { printf '%s\n' "$1"; echo 'include grown'; printf '%s\n' '2024-05-21 x' '    assets:held    100 USD' "    assets:rubles    $2 RUB" '    equity'; } >comma.journal
  hledger -f comma.journal balance assets:held --value=2024-05-21,RUB --no-total | sed 's/ *RUB.*//' | LC_ALL=C tr -cd '0-9,.'
}
if has hledger; then
  for declared in 'commodity 1 000,00 RUB' 'D 1 000,00 RUB'; do
    is "hledger, $declared" "$(comma_by_hledger "$declared" 1000,50)" 9065,37
  done
  is "hledger, commodity 1.000,00 RUB" "$(comma_by_hledger 'commodity 1.000,00 RUB' 1.000,50)" 9.065,37
  is "hledger, decimal-mark ," "$(comma_by_hledger 'decimal-mark ,' 1.000,50 | tr -d '.' | cut -c1-6)" 9065,3
  # The comma of the journal holds behind the prices.
  is "hledger, the comma behind" "$(comma_by_hledger 'decimal-mark ,' 1.000,50 >/dev/null; hledger -f comma.journal balance rubles --no-total | tr -d ' ' | cut -c1-7)" 1.000,5
  # An included declaration holds in the including file, for which reason a journal with includes is refused.
  echo 'commodity 1 000,00 RUB' >declared
  cp declared own.journal
  printf 'include declared\n' >including.journal
  for journal in own including; do
    cp $journal.journal before
    if "$rates" -q history USD --from 2024-05-21 --to 2024-05-21 --format hledger --append $journal.journal 2>refusal; then
      echo "prices went into $journal.journal, where hledger misreads them" >&2
      exit 1
    fi
    grep -q 'misreads\|неверно читает' refusal
    cmp before $journal.journal
    printf 'P 2024-05-21 USD 90.6537 RUB\n2024-05-21 x\n    assets:held    100 USD\n    equity\n' >>$journal.journal
    is "hledger misreads, $journal" "$(hledger -f $journal.journal balance assets -X RUB --no-total | LC_ALL=C tr -cd '0-9,')" 90653700,00
  done
fi
if has ledger; then
  printf '%s\n' '2024-05-21 x' '    assets:held    100 USD' '    assets:rubles    1000,50 RUB' '    equity' >comma.journal
  "$rates" -q history USD --from 2024-05-21 --to 2024-05-21 --format ledger >dots
  sed 's/[.]/,/' dots >commas
  value() { ledger "$@" balance assets:held -X RUB --now 2024-05-21 | tr -d ' ' | cut -d R -f 1; }
  is "ledger, a comma and --price-db" "$(value -f comma.journal --price-db dots)" 9065,37
  is "ledger, --decimal-comma" "$(value -f comma.journal --decimal-comma --price-db commas)" 9065,37
  (echo 'include dots'; cat comma.journal) >included.journal
  is "ledger, included in front" "$(value -f included.journal)" 9065,37
  if "$rates" -q history USD --from 2024-05-21 --to 2024-05-21 --format ledger --append comma.journal 2>/dev/null; then
    echo "prices went into a journal of ledger with decimal commas" >&2
    exit 1
  fi
  cat dots >>comma.journal
  if ledger -f comma.journal balance >/dev/null 2>&1; then echo "ledger accepts a point after a comma" >&2; exit 1; fi
fi

# hledger reads a file with a letter that is not ASCII in no locale but a UTF-8 one: ours have none.
"$rates" -q history USD EUR --from 2024-05-19 --to 2024-05-25 --format hledger --lang ru >hledger.prices
if LC_ALL=C grep -q '[^ -~]' hledger.prices; then echo "a letter that is not ASCII" >&2; exit 1; fi
if has hledger; then (unset LC_ALL; env -u LANG hledger -f journal -f hledger.prices balance >/dev/null); fi

echo "$checked values by ${found[*]-none}; not installed: ${missing[*]-none}"
[ "${CI:-}" != true ] || [ ${#missing[@]} -eq 0 ]
