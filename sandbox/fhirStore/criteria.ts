import { chained, reverseChained, type Criterion } from './chains';
import { splitEscaped } from './kinds/kind';
import type { Records } from './records';
import { refuse } from './refuse';
import { parameterOf, valuesOf } from './values';

/** Reads `name=value` of a search for the type; a value with commas holds alternatives. */
export function criterion(records: Records, type: string, name: string, value: string): Criterion {
	if (value === '') refuse(`The search parameter ${name} is empty`);
	const read = (...inner: [type: string, name: string, value: string]) => criterion(records, ...inner);
	if (name.startsWith('_has:')) return reverseChained(records, read, type, name, value);
	if (name.includes('.')) return chained(records, read, type, name, value);
	return plain(type, name, value);
}

function plain(type: string, name: string, value: string): Criterion {
	const colon = name.indexOf(':');
	const code = colon < 0 ? name : name.slice(0, colon);
	const modifier = colon < 0 ? '' : name.slice(colon + 1);
	const parameter = parameterOf(type, code);
	if (modifier === 'missing') {
		if (value !== 'true' && value !== 'false') refuse(`${name} must be true or false`);
		return (resource) => (valuesOf(resource, parameter).length === 0) === (value === 'true');
	}
	if (colon >= 0 && !parameter.kind.takes(modifier)) {
		refuse(`The search parameter ${code} of ${type} has no modifier ${modifier}`);
	}
	const tests = splitEscaped(value, ',').map((alternative) => {
		if (alternative === '') refuse(`The search parameter ${name} has an empty alternative`);
		return parameter.kind.test(alternative, modifier);
	});
	const meets: Criterion = (resource) =>
		valuesOf(resource, parameter).some((one) => tests.some((test) => test(one)));
	return modifier === 'not' ? (resource) => !meets(resource) : meets;
}
