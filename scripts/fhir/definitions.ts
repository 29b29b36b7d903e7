/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import type { ElementDefinition } from 'fhir/r5';

import type {
	CompactDefinitions,
	CompactElement,
	CompactSearchParameter,
} from '../../nodes/fhir/definitions';
import { interfacesOf, type Interface, type Member } from './interfaces';
import { codeOf, namesOf, structuresOf, type Structures } from './structures';

/** Longer lists of codes (currencies, all types of FHIR) are no dropdown; the server checks them. */
const MAX_CODES = 60;

/** A search parameter that leads to more types of resources leads to nearly any. */
const MAX_TARGETS = 12;

/** What every resource has besides its own elements, as far as a form offers it. */
const BASES = new Set([
	'Resource',
	'DomainResource',
	'Element',
	'BackboneElement',
	'DataType',
	'BackboneType',
]);

/** The tables from which forms, searches and messages are made, for one version of FHIR. */
export function compactDefinitions(version: 'r4' | 'r5'): CompactDefinitions {
	const interfaces = interfacesOf(version);
	const structures = structuresOf(version);
	const types: CompactDefinitions['types'] = {};
	const resources: string[] = [];

	const visit = (entry: Interface, path: string) => {
		if (types[entry.name]) return;
		types[entry.name] = [];
		const members = membersOf(entry, interfaces);
		for (const member of members) {
			const element = elementOf(structures, path, member.name);
			types[entry.name].push(compactElement(member, element));
			const inner = interfaces.get(member.type);
			if (inner && !inner.isResource && !BASES.has(inner.name))
				visit(inner, pathOf(inner, `${path}.${member.name}`));
		}
	};
	// Elements inside of a resource are published under the path of the resource, types under their own name.
	const pathOf = ({ name, base }: Interface, place: string) =>
		structures.elements.has(name) || base === undefined ? name : place;

	for (const entry of [...interfaces.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
		if (!entry.isResource || BASES.has(entry.name)) continue;
		resources.push(entry.name);
		visit(entry, entry.name);
	}
	return {
		resources,
		types: Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1))),
		search: searchOf(resources, structures),
	};
}

/** Members of a type and of what it extends, bases that every type has aside. */
function membersOf(entry: Interface, interfaces: Map<string, Interface>): Member[] {
	const base = entry.base && !BASES.has(entry.base) ? interfaces.get(entry.base) : undefined;
	const inherited = base ? membersOf(base, interfaces) : [];
	const own = entry.members.filter(({ name }) => name !== 'id');
	const named = new Set(own.map(({ name }) => name));
	return [...inherited.filter(({ name }) => !named.has(name)), ...own];
}

interface Published {
	element?: ElementDefinition;
	/** FHIR's name of the type, e.g. `dateTime`. */
	type?: string;
	/** Name of the choice without `[x]`, e.g. `value` for `valueQuantity`. */
	choice?: string;
}

function elementOf({ elements }: Structures, path: string, name: string): Published {
	const element = elements.get(`${path}.${name}`);
	if (element) return { element, type: element.type?.[0] && codeOf(element.type[0]) };
	for (let cut = name.length - 1; cut > 0; cut--) {
		const choice = elements.get(`${path}.${name.slice(0, cut)}[x]`);
		const type = choice?.type
			?.map(codeOf)
			.find((code) => code.toLowerCase() === name.slice(cut).toLowerCase());
		if (choice && type) return { element: choice, type, choice: name.slice(0, cut) };
	}
	return {};
}

function compactElement(member: Member, { element, type, choice }: Published): CompactElement {
	const isPrimitive = ['string', 'number', 'boolean'].includes(member.type);
	const own = isPrimitive ? (type ?? member.type) : member.type;
	const refers = ['Reference', 'CodeableReference', 'canonical'].includes(own);
	// Of an element that comes in several types, only this one's.
	const targets = element?.type
		?.filter(({ code }) => code === own && ['Reference', 'CodeableReference', 'canonical'].includes(code))
		.flatMap(({ targetProfile }) => namesOf(targetProfile));
	const flags = [
		member.required || (element?.min ?? 0) > 0 ? '1' : '',
		member.repeats ? '*' : '',
		element?.isSummary ? 's' : '',
	].join('');
	const codes = member.codes && member.codes.length <= MAX_CODES ? member.codes : undefined;
	const known =
		refers && targets?.length && !targets.includes('Resource') ? [...new Set(targets)] : undefined;
	return [member.name, own, flags, member.help, codes ?? known ?? null, choice ?? null].slice(
		0,
		choice ? 6 : (codes ?? known) ? 5 : 4,
	) as CompactElement;
}

function searchOf(
	resources: string[],
	{ searchParameters }: Structures,
): Record<string, CompactSearchParameter[]> {
	const found: Record<string, CompactSearchParameter[]> = {};
	for (const { base, code, type, target } of searchParameters) {
		for (const resource of base ?? []) {
			if (!resources.includes(resource) || type === 'special' || type === 'composite') continue;
			const few = type === 'reference' && target?.length && target.length <= MAX_TARGETS ? target : undefined;
			found[resource] ??= [];
			if (!found[resource].some(([name]) => name === code))
				found[resource].push(few ? [code, type, few] : [code, type]);
		}
	}
	for (const parameters of Object.values(found)) parameters.sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
