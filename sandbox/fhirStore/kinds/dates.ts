import { DateTime } from 'luxon';

import { refuse } from '../refuse';
import type { Kind } from './kind';

/** Milliseconds since the epoch, both included; infinite where a period is open. */
interface Range {
	start: number;
	end: number;
}

const DATE =
	/^(?<year>\d{4})(?<month>-\d\d)?(?<day>-\d\d)?(?<minute>T\d\d:\d\d)?(?<second>:\d\d)?(?<ms>\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/;

/** What a date covers: 2024-05 is the whole month. Without a zone it is UTC. Undefined if there is no such date. */
export function rangeOf(text: string): Range | undefined {
	const parts = DATE.exec(text)?.groups;
	const time = DateTime.fromISO(text, { zone: 'utc' });
	if (!parts || !time.isValid) return undefined;
	const start = time.toMillis();
	if (parts.ms !== undefined) return { start, end: start };
	const unit = (['second', 'minute', 'day', 'month', 'year'] as const).find(
		(name) => parts[name] !== undefined,
	);
	return { start, end: time.plus({ [unit ?? 'year']: 1 }).toMillis() - 1 };
}

function rangesOf(value: unknown): Range[] {
	if (typeof value === 'string') return [rangeOf(value)].flatMap((range) => range ?? []);
	const { start, end } = (value ?? {}) as { start?: string; end?: string };
	if (start === undefined && end === undefined) return [];
	return [
		{
			start: start === undefined ? -Infinity : (rangeOf(start)?.start ?? -Infinity),
			end: end === undefined ? Infinity : (rangeOf(end)?.end ?? Infinity),
		},
	];
}

type Comparison = (value: Range, searched: Range) => boolean;

const within: Comparison = (value, searched) => value.start >= searched.start && value.end <= searched.end;

/** https://hl7.org/fhir/R4/search.html#prefix */
const COMPARISONS: Record<string, Comparison> = {
	eq: within,
	ne: (value, searched) => !within(value, searched),
	gt: (value, searched) => value.end > searched.end,
	ge: (value, searched) => value.end >= searched.start,
	lt: (value, searched) => value.start < searched.start,
	le: (value, searched) => value.start <= searched.end,
	sa: (value, searched) => value.start > searched.end,
	eb: (value, searched) => value.end < searched.start,
	ap: (value, searched) => value.start <= searched.end && value.end >= searched.start,
};

/** Dates and periods, with prefixes. */
export const dates: Kind<Range> = {
	read: (found) => found.flatMap(({ value }) => rangesOf(value)),
	takes: () => false,
	test(text) {
		const [, prefix = 'eq', date] = /^([a-z]{2})?(.*)$/.exec(text) ?? [];
		const searched = rangeOf(date);
		const compare = COMPARISONS[prefix] as Comparison | undefined;
		if (!searched || !compare) return refuse(`${text} is not a date, with or without a prefix`);
		return (value) => compare(value, searched);
	},
	sortKey: ({ start }) => start,
};
