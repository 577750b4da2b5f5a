#!/usr/bin/env bash
# ledger 3.3.0 and hledger 1.25 chain prices of days that are decades apart, without a word, and disagree about when.
#
# Both find the value of a unit without a price in the unit wanted through another commodity, each price being the last
# before the day. Of six million old rubles of 1997 (RUR, a thousand of which became one RUB on 1998-01-01) they make the
# dollars of December 1997, and of these the rubles of 2024: 91,262, fifteen times too much. Expected: no value, or a
# limit to how far the days of a chain may be apart; every line is a valid price, and true on its day.
# Where there are a direct price of 2004 and a chain with one of 2024 (a million TRL, which became one TRY in 2005), ledger
# takes the chain (2.8) and hledger the direct price (20.47). Expected: the same.
# Instead: `history` writes the price of each former unit in its successor, and prices it to the end of the range, so that
# both find the direct price.
# Needs Debian 12 (its packages in these versions) and the network.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download ledger=3.3.0-3 hledger=1.25-2+b5 libboost-{filesystem,iostreams,python,regex}1.74.0 libmpfr6 libgmp10 \
  libicu72 libpython3.11 libtinfo6 libffi8 >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/ledger:$PWD/usr/lib/x86_64-linux-gnu:$PWD/lib/x86_64-linux-gnu
export LC_ALL=C.UTF-8 HOME=$PWD

cat >journal <<'END'
1997-12-30 old rubles
    assets:rubles    6000000 RUR
    equity

2004-12-30 old liras
    assets:liras    1000000 TRL
    equity
END
cat >prices <<'END'
P 1997-12-30 USD 5960.0000 RUR
P 1998-01-01 USD 5.9600 RUB
P 2004-12-31 TRL 0.0000204652 RUB
P 2005-01-01 TRL 0.000001 TRY
P 2024-05-21 USD 90.6537 RUB
P 2024-05-21 TRY 2.8000 RUB
END

by_ledger() {
  usr/bin/ledger -f journal --price-db prices balance "$1" -X RUB --now 2024-05-21 --format '%(quantity(scrub(display_total)))\n'
}
by_hledger() {
  usr/bin/hledger -f journal -f prices balance "$1" --value=2024-05-21,RUB --no-total -O csv | tail -1 | cut -d'"' -f4
}
seen=$(for unit in rubles liras; do echo "$unit: ledger $(by_ledger $unit), hledger $(by_hledger $unit)"; done)
echo "$seen"
[ "$seen" = "rubles: ledger 91262.11409396, hledger 91262.1140939597 RUB
liras: ledger 2.8, hledger 20.4652000000 RUB" ]
