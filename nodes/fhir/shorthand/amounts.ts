import { FieldRefusal } from '../../shared/errors/refusal';
import { primitives } from './primitives';
import type { Money, Period, Quantity, Range, Ratio } from './shapes';
import type { Reading, Shorthand } from './types';

/** Codes of units (FHIR R4, 2.24.0.17 Quantity). */
const UCUM = 'http://unitsofmeasure.org';

/** Nothing that may be meant as more of the number follows it: `1,5 mg` and `120/80 mmHg` are no amounts. */
const AMOUNT =
	/^(<=|>=|<|>|ad)?\s*([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?!\d|[eE][+-]?\d|\s*[.,]|\/\d|\s*\/\s)\s*(.*)$/;

/** `120 mmHg`; with a UCUM code `120 mmHg|mm[Hg]`; with a comparator `<5 mg/L`. */
const quantity: Shorthand = {
	example: '120 mmHg',
	read(text, { label, version }): Quantity {
		const [, comparator, value, rest] = AMOUNT.exec(text) ?? [];
		const [unit, code, ...more] = (rest ?? '').split('|').map((part) => part.trim());
		// "ad", sufficient to achieve, came with R5.
		const isStrange = comparator === 'ad' && version === 'R4';
		if (!Number.isFinite(Number(value)) || more.length > 0 || isStrange) {
			throw new FieldRefusal(`'${label}' is not an amount`, 'Write a number and a unit, e.g. 120 mmHg.');
		}
		return {
			...(comparator && { comparator }),
			value: Number(value),
			...(unit && { unit }),
			...(code && { system: UCUM, code }),
		};
	},
	write(value) {
		const { comparator = '', value: number, unit = '', system, code } = value as Quantity;
		if (number === undefined) return undefined;
		const coded = system === UCUM && code !== undefined ? `|${code}` : '';
		return `${comparator}${number}${unit || coded ? ' ' : ''}${unit}${coded}`;
	},
};

/** `23.50 EUR`; the currency by its code (ISO 4217). */
const money: Shorthand = {
	example: '23.50 EUR',
	read(text, { label }): Money {
		const [, value, currency] = /^([+-]?\d+(?:\.\d+)?)\s*([A-Za-z]{3})$/.exec(text) ?? [];
		if (value !== undefined) return { value: Number(value), currency: currency.toUpperCase() };
		throw new FieldRefusal(
			`'${label}' is not an amount of money`,
			'Write a number and a currency, e.g. 23.50 EUR.',
		);
	},
	write(value) {
		const { value: number, currency } = value as Money;
		return number === undefined ? undefined : `${number} ${currency ?? ''}`.trim();
	},
};

/** `start/end`, each as precise as is known; an open end is left out. */
const period: Shorthand = {
	example: '2026-03-01/2026-03-31',
	read(text, reading): Period {
		const [start, end, ...more] = text.split('/').map((part) => part.trim());
		if (more.length > 0 || end === undefined) {
			throw new FieldRefusal(
				`'${reading.label}' is not a period`,
				'Write start/end, e.g. 2026-03-01/2026-03-31.',
			);
		}
		if (start === '' && end === '') {
			throw new FieldRefusal(
				`'${reading.label}' has neither a start nor an end`,
				'Write start/end, e.g. 2026-03-01/2026-03-31, or leave one of them out.',
			);
		}
		const read = (part: string) => primitives.dateTime.read(part, reading) as string;
		const period: Period = { ...(start && { start: read(start) }), ...(end && { end: read(end) }) };
		if (!endsEarly(period)) return period;
		throw new FieldRefusal(`'${reading.label}' ends before it starts`, 'Swap the two dates.');
	},
	write(value) {
		const { start = '', end = '' } = value as Period;
		return start || end ? `${start}/${end}` : undefined;
	},
};

function endsEarly({ start = '', end }: Period): boolean {
	if (end === undefined) return false;
	// Times may have different offsets, so what counts is the moment.
	if (start.includes('T') && end.includes('T')) return Date.parse(end) < Date.parse(start);
	// Of different precision, the shorter one covers the longer: 2026-03-05/2026-03 ends after it starts.
	return end < start.slice(0, end.length);
}

/** Two amounts with `between` in the middle. */
const pair = (text: string, between: string, reading: Reading, example: string): [Quantity?, Quantity?] => {
	const halves = text.split(between).map((half) => half.trim());
	if (halves.length !== 2 || halves.every((half) => half === ''))
		throw new FieldRefusal(`'${reading.label}' cannot be read`, `Write it like ${example}.`);
	return halves.map((half) => (half ? (quantity.read(half, reading) as Quantity) : undefined)) as [
		Quantity?,
		Quantity?,
	];
};

const range: Shorthand = {
	example: '18 a .. 65 a',
	read(text, reading): Range {
		const [low, high] = pair(text, '..', reading, '18 a .. 65 a');
		return { ...(low && { low }), ...(high && { high }) };
	},
	write(value) {
		const { low, high } = value as Range;
		if (!low && !high) return undefined;
		return [low, high]
			.map((end) => (end ? (quantity.write(end) ?? '') : ''))
			.join(' .. ')
			.trim();
	},
};

const ratio: Shorthand = {
	example: '5 mg : 1 mL',
	read(text, reading): Ratio {
		const [numerator, denominator] = pair(text, ':', reading, '5 mg : 1 mL');
		return { ...(numerator && { numerator }), ...(denominator && { denominator }) };
	},
	write(value) {
		const { numerator, denominator } = value as Ratio;
		if (!numerator && !denominator) return undefined;
		return [numerator, denominator]
			.map((end) => (end ? (quantity.write(end) ?? '') : ''))
			.join(' : ')
			.trim();
	},
};

export const amounts: Record<string, Shorthand> = {
	Age: quantity,
	Count: quantity,
	Distance: quantity,
	Duration: quantity,
	Money: money,
	Period: period,
	Quantity: quantity,
	Range: range,
	Ratio: ratio,
};
