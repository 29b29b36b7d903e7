import type { Resource } from '@medplum/fhirtypes';

import { referenceTo, type Records } from './records';
import { refuse } from './refuse';
import { parameterOf, referencesOf, type Parameter } from './values';

/** One `_include` or `_revinclude`: which records come along with those that were found. */
interface Include {
	reference: Parameter;
	/** Only records of this type. */
	targetType?: string;
	/** Also with those that came along. */
	iterates: boolean;
	isReverse: boolean;
}

const NAME = /^_(rev)?include(:iterate)?$/;

export const isInclude = (name: string): boolean => NAME.test(name);

/** Reads `_include=Appointment:patient`, `_include:iterate=…`, `_revinclude=Appointment:actor:Patient`. */
export function readInclude(type: string, name: string, value: string): Include {
	const [, reverse, iterate] = NAME.exec(name) ?? [];
	const [source, code, targetType, ...more] = value.split(':');
	if (!code || more.length > 0) return refuse(`${name} must be Type:reference or Type:reference:TargetType`);
	const reference = parameterOf(source, code);
	const targets: string[] = reference.definition.target ?? [];
	if (targets.length === 0) refuse(`${code} of ${source} is no reference`);
	if (targetType !== undefined && !targets.includes(targetType))
		refuse(`${code} of ${source} does not point to ${targetType}`);
	const include = {
		reference,
		targetType,
		iterates: iterate !== undefined,
		isReverse: reverse !== undefined,
	};
	const isRelated = include.isReverse ? targets.includes(type) : source === type;
	if (!isRelated && !include.iterates) refuse(`${name}=${value} has nothing to do with ${type}`);
	return include;
}

function comingAlong(
	records: Records,
	{ reference, targetType, isReverse }: Include,
	found: Resource[],
): Resource[] {
	const isWanted = (to: string) => targetType === undefined || to.startsWith(`${targetType}/`);
	if (!isReverse) {
		return found
			.filter(({ resourceType }) => resourceType === reference.type)
			.flatMap((resource) => referencesOf(resource, reference).filter(isWanted))
			.flatMap((to) => records.find(to) ?? []);
	}
	const wanted = new Set(found.map(referenceTo).filter(isWanted));
	return records
		.ofType(reference.type)
		.filter((resource) => referencesOf(resource, reference).some((to) => wanted.has(to)));
}

/** What comes along with a page's matches, each record once and none that is itself a match. */
export function included(records: Records, includes: Include[], matches: Resource[]): Resource[] {
	const seen = new Set(matches.map(referenceTo));
	const result: Resource[] = [];
	let wave = matches;
	for (let round = 0; wave.length > 0; round += 1) {
		const active = includes.filter(({ iterates }) => round === 0 || iterates);
		const next: Resource[] = [];
		for (const resource of active.flatMap((include) => comingAlong(records, include, wave))) {
			if (seen.has(referenceTo(resource))) continue;
			seen.add(referenceTo(resource));
			next.push(resource);
		}
		result.push(...next);
		wave = next;
	}
	return result;
}
