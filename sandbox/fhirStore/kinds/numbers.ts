import { convertToSearchableNumbers, convertToSearchableQuantities } from '@medplum/core';
import type { Quantity } from '@medplum/fhirtypes';

import { refuse } from '../refuse';
import { splitEscaped, unescape, type Kind } from './kind';

type Comparison = (value: number, searched: number, halfStep: number) => boolean;

const equal: Comparison = (value, searched, halfStep) =>
	value >= searched - halfStep && value < searched + halfStep;

const COMPARISONS: Record<string, Comparison> = {
	eq: equal,
	ne: (...all) => !equal(...all),
	gt: (value, searched) => value > searched,
	ge: (value, searched) => value >= searched,
	lt: (value, searched) => value < searched,
	le: (value, searched) => value <= searched,
	ap: (value, searched) => Math.abs(value - searched) <= Math.abs(searched) * 0.1,
};

/** `eq100` is everything that rounds to 100, `eq100.0` what rounds to 100.0. */
function testNumber(text: string): (value: number) => boolean {
	const [, prefix = 'eq', digits] = /^([a-z]{2})?(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
	const compare = COMPARISONS[prefix] as Comparison | undefined;
	if (digits === undefined || !compare) return refuse(`${text} is not a number, with or without a prefix`);
	const halfStep = 0.5 / 10 ** (digits.split('.')[1] ?? '').length;
	return (value) => compare(value, Number(digits), halfStep);
}

export const numbers: Kind<number> = {
	read: (found) => convertToSearchableNumbers(found).flatMap(([low]) => low ?? []),
	takes: () => false,
	test: testNumber,
	sortKey: (value) => value,
};

/** `5.4`, `5.4|system|code` or `5.4||unit`. */
export const quantities: Kind<Quantity> = {
	read: convertToSearchableQuantities,
	takes: () => false,
	test(text) {
		const [number, system = '', unit = ''] = splitEscaped(text, '|').map(unescape);
		const test = testNumber(number);
		return (quantity) =>
			quantity.value !== undefined &&
			test(quantity.value) &&
			(system === '' || quantity.system === system) &&
			(unit === '' || quantity.code === unit || quantity.unit === unit);
	},
	sortKey: ({ value }) => value ?? 0,
};
