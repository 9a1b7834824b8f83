// Two people's changes to one text put together, where they changed different lines of it.

/** The text with both changes; null where they touch the same lines, and somebody has to choose. */
export function merged(base, own, theirs) {
  const lines = base.split("\n");
  const [mine, others] = [own, theirs].map((text) => change(lines, text.split("\n")));
  const [first, second] = mine.start <= others.start ? [mine, others] : [others, mine];
  const isOnePlace = first.start === second.start && (first.end === first.start || second.end === second.start);
  if (first.end > second.start || isOnePlace) return null;
  return [
    ...lines.slice(0, first.start), ...first.lines, ...lines.slice(first.end, second.start), ...second.lines,
    ...lines.slice(second.end),
  ].join("\n");
}

/** Which lines are other ones: those from `start` to before `end` are now `lines`. */
function change(before, after) {
  const start = alike(before, after, Math.min(before.length, after.length), (lines, place) => lines[place]);
  const most = Math.min(before.length, after.length) - start;
  const kept = alike(before, after, most, (lines, place) => lines[lines.length - 1 - place]);
  return { start, end: before.length - kept, lines: after.slice(start, after.length - kept) };
}

function alike(one, other, most, at) {
  let count = 0;
  while (count < most && at(one, count) === at(other, count)) count += 1;
  return count;
}

/** Where a place in a text is once it is another text. */
export function moved(place, before, after) {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  if (place <= start) return place;
  return Math.max(start, Math.min(after.length, place + after.length - before.length));
}
