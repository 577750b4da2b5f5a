#!/usr/bin/env bash
# Draws forty pictures that leave their words little room, as SVG. Usage: draw.sh RATES FOLDER, where RATES_DB is a store
# with the rates of the archive. All sizes, themes and languages are among them, long titles, eight currencies and nine,
# periods that overlap, crowded keys, bars of headlines, cards, and letters of other scripts.
set -euo pipefail
rates=$1
folder=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
export RATES_NOW=2026-08-25T18:00:00Z

# Another store, for the marks that need headlines.
headlines=$folder/headlines.db
rm -f "$headlines"
"$rates" --offline --quiet --db "$headlines" news add "$here/headlines.csv" >/dev/null

eight=(USD EUR CNY KZT JPY GBP CHF INR)
twins=(USD EUR CHF AZN AUD KRW HUF KZT)
long="Курс доллара и курсы всех прочих валют, которые Банк России устанавливал в эти годы каждый рабочий день"
month=(--from 2024-05-01 --to 2024-06-30)
crisis=(--from 2014-09-01 --to 2016-06-30)
decades=(--from 1992-07-01 --to 2026-08-21)

# picture NAME SIZE THEME LANGUAGE, then what `rates chart` is asked for.
picture() {
  local name=$1 size=$2 theme=$3 lang=$4
  shift 4
  "$rates" --offline --quiet chart "$@" --size "$size" --theme "$theme" --lang "$lang" -o "$folder/$name.svg" >/dev/null
}

# The same with the headlines of the other store.
marked() {
  RATES_DB=$headlines picture "$@"
}

# The same as a page, which has three pictures.
page() {
  "$rates" --offline --quiet chart "${@:2}" -o "$folder/$1.html" >/dev/null
}

picture 01-smallest 320x200 light ru USD "${month[@]}"
picture 02-smallest-dark 320x200 dark en USD EUR "${month[@]}"
picture 03-smallest-title 320x200 light ru USD "${month[@]}" --title "$long"
picture 04-smallest-eight 320x200 dark ru "${eight[@]}" "${month[@]}"
picture 05-two-units 560x336 light ru JPY KZT "${month[@]}"
picture 06-two-units-english 560x336 dark en JPY KZT "${month[@]}"
picture 07-dollar 480x288 light ru USD "${month[@]}"
marked 08-headlines 480x288 dark en USD "${month[@]}" --mark ставка
picture 09-phone 390x520 light ru USD EUR CNY "${month[@]}"
picture 10-phone-eight 390x520 dark en "${eight[@]}" "${month[@]}"
picture 11-narrow 320x2160 light ru "${eight[@]}" "${crisis[@]}"
picture 12-low 3840x200 dark ru USD EUR "${crisis[@]}"
picture 13-low-events 1600x200 light ru USD "${crisis[@]}" --events "$here/crowded.csv"
picture 14-card card light ru USD EUR "${crisis[@]}" --events "$here/crowded.csv"
marked 15-card-english card dark en USD EUR "${month[@]}" --events "$here/government.csv" --mark ставка
marked 16-crowded 1600x900 light ru USD "${crisis[@]}" --events "$here/crowded.csv" --key-rate --mark ставка
picture 17-crowded-dark 1600x900 dark ru USD "${crisis[@]}" --events "$here/crowded.csv" --methods
picture 18-crowded-small 640x480 light ru USD "${crisis[@]}" --events "$here/crowded.csv"
marked 19-crowded-narrow 480x720 dark ru USD "${crisis[@]}" --events "$here/crowded.csv" --key-rate --mark ставка
picture 20-periods 1000x560 light en USD "${month[@]}" --events "$here/government.csv"
picture 21-periods-dark 960x600 dark en USD EUR "${month[@]}" --events "$here/government.csv"
picture 22-periods-wide 1400x1000 light en USD "${month[@]}" --events "$here/government.csv"
picture 23-largest 3840x2160 light ru "${eight[@]}" "${crisis[@]}" --title "$long"
picture 24-largest-dark 3840x2160 dark en USD "${crisis[@]}" --events "$here/crowded.csv" --key-rate --methods
picture 25-title 1600x900 light ru USD "${month[@]}" --title "$long: доллар, евро, юань, тенге, иена, вона, лира, рупия"
marked 26-moves-dark 1000x560 dark ru USD EUR "${month[@]}" --title "$long" --news
picture 27-eight 1600x900 light ru "${twins[@]}" "${crisis[@]}"
picture 28-eight-index 1600x900 dark en "${eight[@]}" --from 2022-02-01 --to 2022-12-31 --index
picture 29-nine-small 800x450 light en "${twins[@]}" ZAR "${crisis[@]}" --index
picture 30-eight-percent 960x600 dark ru "${eight[@]}" --from 2022-02-01 --to 2022-12-31 --pct
picture 31-decades 1600x900 light ru USD "${decades[@]}" --log
picture 32-decades-small 560x336 dark en USD EUR "${decades[@]}"
picture 33-average 800x450 light ru USD --from 2023-06-01 --to 2024-12-31 --ma 60 --band
picture 34-average-two 640x360 dark en USD EUR --from 2023-06-01 --to 2024-12-31 --ma 60
picture 35-months 1200x630 light ru USD EUR --from 2023-01-01 --to 2024-12-31 --every month
picture 36-methods 960x540 dark ru USD --from 2022-01-01 --to 2024-12-31 --methods --key-rate
picture 37-methods-english 640x480 light en USD --from 2022-01-01 --to 2024-12-31 --methods
picture 38-scripts 1000x560 light ru USD "${month[@]}" --events "$here/scripts.csv" --title "שלום مرحبا 会议 🚀 ₽"
picture 39-scripts-small 480x360 dark en USD "${month[@]}" --events "$here/scripts.csv" --title "مرحبا بالعالم 2024 и ещё שלום עולם"
picture 40-day 320x200 dark ru KZT JPY --from 2024-05-21 --to 2024-05-21

page periods --lang en USD "${month[@]}" --events "$here/government.csv"
page crowded --lang ru USD EUR "${crisis[@]}" --events "$here/crowded.csv" --key-rate
