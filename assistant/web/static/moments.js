// Moments in the reader's own time; without it they are said in UTC.

const DAY = { day: "2-digit", month: "2-digit", year: "numeric" };
const TIME = { hour: "2-digit", minute: "2-digit" };
const language = document.documentElement.lang;
const locale = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" }[language] ?? "nb-NO";

/** A time of day: 15:09. */
export function timeOfDay(moment) {
  return new Date(moment).toLocaleTimeString(locale, TIME);
}

/** A moment: the time alone where it is today's. */
export function told(moment) {
  const at = new Date(moment);
  const isToday = at.toDateString() === new Date().toDateString();
  return isToday ? timeOfDay(at) : `${at.toLocaleDateString(locale, DAY)} ${timeOfDay(at)}`;
}

for (const time of document.querySelectorAll("time[data-moment]")) {
  time.title = time.textContent;
  time.textContent = told(time.dateTime);
}
