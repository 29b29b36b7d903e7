import { DateTime } from 'luxon';

const PREFIXES = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;
type Prefix = (typeof PREFIXES)[number];

/** Milliseconds since the epoch, the end excluded: `2024-05` is the whole of May. */
interface Span {
	start: number;
	end: number;
}

const UNITS = [
	[/^\d{4}$/, 'year'],
	[/^\d{4}-\d\d$/, 'month'],
	[/^\d{4}-\d\d-\d\d$/, 'day'],
	[/^\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)$/, 'minute'],
	[/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/, 'second'],
	[/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|[+-]\d\d:\d\d)$/, 'millisecond'],
] as const;

/** A date or time is as long as it is precise; days are UTC's [I]. */
function spanOf(text: string): Span | undefined {
	const unit = UNITS.find(([pattern]) => pattern.test(text))?.[1];
	const start = DateTime.fromISO(text, { zone: 'utc' });
	if (unit === undefined || !start.isValid) return undefined;
	return { start: start.toMillis(), end: start.plus({ [unit]: 1 }).toMillis() };
}

/** “Approximately” is a tenth of the time from then to now, as the standard recommends. */
const about = ({ start, end }: Span, now: number): Span => {
	const margin = Math.abs(now - start) / 10;
	return { start: start - margin, end: end + margin };
};

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** How a resource's time compares with the searched one; both are spans (FHIR R5, search, 3.2.1.5.9). */
const COMPARE: Record<Prefix, (value: Span, searched: Span) => boolean> = {
	eq: (value, searched) => searched.start <= value.start && value.end <= searched.end,
	ne: (value, searched) => !COMPARE.eq(value, searched),
	gt: (value, searched) => value.end > searched.end,
	lt: (value, searched) => value.start < searched.start,
	ge: (value, searched) => value.end > searched.end || COMPARE.eq(value, searched),
	le: (value, searched) => value.start < searched.start || COMPARE.eq(value, searched),
	sa: (value, searched) => value.start >= searched.end,
	eb: (value, searched) => value.end <= searched.start,
	ap: (value, searched) => overlap(value, about(searched, Date.now())),
};

/** Reads `ge2024-05-01`; undefined if it is no date. */
export function dateTest(text: string): ((value: string) => boolean) | undefined {
	const prefix = PREFIXES.find((one) => text.startsWith(one));
	const searched = spanOf(prefix === undefined ? text : text.slice(prefix.length));
	if (!searched) return undefined;
	return (value) => {
		const span = spanOf(value);
		return span !== undefined && COMPARE[prefix ?? 'eq'](span, searched);
	};
}
