import type { Resource } from '@medplum/fhirtypes';

import { searchParameter } from './definitions';
import { referenceTo, type Records } from './records';
import { refuse } from './refuse';
import { parameterOf, referencesOf, type Parameter } from './values';

export type Criterion = (resource: Resource) => boolean;

/** Reads one criterion of a search for the type. */
export type ReadCriterion = (type: string, name: string, value: string) => Criterion;

const targetsOf = ({ definition }: Parameter): string[] => definition.target ?? [];

/** `patient.name`, `subject:Patient.name`, `patient.organization.name`: what the record that it points to is like. */
export function chained(
	records: Records,
	read: ReadCriterion,
	type: string,
	name: string,
	value: string,
): Criterion {
	const dot = name.indexOf('.');
	const [code, targetType] = name.slice(0, dot).split(':');
	const rest = name.slice(dot + 1);
	const reference = parameterOf(type, code);
	const targets = targetsOf(reference);
	if (targets.length === 0) refuse(`${code} of ${type} is no reference, so ${name} leads nowhere`);
	if (targetType !== undefined && !targets.includes(targetType)) {
		refuse(`${code} of ${type} does not point to ${targetType}`);
	}
	const [first] = rest.split(/[.:]/);
	const knowing = (targetType === undefined ? targets : [targetType]).filter(
		(target) => first === '_has' || searchParameter(target, first) !== undefined,
	);
	if (knowing.length === 0)
		refuse(`Nothing that ${code} of ${type} points to has a search parameter ${first}`);

	const criteria = new Map(knowing.map((target) => [target, read(target, rest, value)]));
	return (resource) =>
		referencesOf(resource, reference).some((to) => {
			const target = records.find(to);
			return target !== undefined && criteria.get(target.resourceType)?.(target) === true;
		});
}

/** `_has:Appointment:patient:date`: that a record which points here is like that. */
export function reverseChained(
	records: Records,
	read: ReadCriterion,
	type: string,
	name: string,
	value: string,
): Criterion {
	const [, source, code, ...rest] = name.split(':');
	if (rest.length === 0) refuse(`${name} must be _has:Type:reference:parameter`);
	const reference = parameterOf(source, code);
	if (!targetsOf(reference).includes(type)) refuse(`${code} of ${source} does not point to ${type}`);
	const meets = read(source, rest.join(':'), value);
	const pointedTo = new Set(
		records
			.ofType(source)
			.filter(meets)
			.flatMap((resource) => referencesOf(resource, reference)),
	);
	return (resource) => pointedTo.has(referenceTo(resource));
}
