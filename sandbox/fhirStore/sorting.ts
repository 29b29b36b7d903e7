import type { Resource } from '@medplum/fhirtypes';

import { refuse } from './refuse';
import { parameterOf, valuesOf } from './values';

type Key = string | number | undefined;

const compare = (one: string | number, other: string | number): number =>
	one === other ? 0 : one < other ? -1 : 1;

/** `family,-birthdate`: sorted by the first, equals by the second. Records without a value come last. */
export function sorted(type: string, rules: string, resources: Resource[]): Resource[] {
	const orders = rules.split(',').map((rule) => {
		const isDescending = rule.startsWith('-');
		const code = isDescending ? rule.slice(1) : rule;
		if (code === '') refuse('_sort has an empty rule');
		return { isDescending, parameter: parameterOf(type, code) };
	});
	const keyed = resources.map((resource) => ({
		resource,
		keys: orders.map(({ isDescending, parameter }): Key => {
			const keys = valuesOf(resource, parameter).map((value) => parameter.kind.sortKey(value));
			return keys.sort(compare).at(isDescending ? -1 : 0);
		}),
	}));
	keyed.sort((one, other) => {
		for (const [index, { isDescending }] of orders.entries()) {
			const [a, b] = [one.keys[index], other.keys[index]];
			if (a === undefined && b === undefined) continue;
			if (a === undefined) return 1;
			if (b === undefined) return -1;
			const order = compare(a, b);
			if (order !== 0) return isDescending ? -order : order;
		}
		return 0;
	});
	return keyed.map(({ resource }) => resource);
}
