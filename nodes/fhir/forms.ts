import type { ResourceMapperField } from 'n8n-workflow';

import type { Definitions, Element } from './definitions';
import { everyday } from './everyday';
import { fixedCodesOf } from './fixedConcepts';
import { labelOf, titleOf, withHelp } from './labels';
import { shorthandOf } from './shorthand';

/** One field of a form: an element of a resource, or of a part of it. */
export interface FormField {
	/** Dotted path below the resource, e.g. `participant.actor`. */
	id: string;
	path: Element[];
	required: boolean;
}

/** Parts of parts of parts are written as JSON; a form of hundreds of fields serves nobody. */
const MAX_DEPTH = 2;

/** Data types that have fields of their own beside their shorthand, because people keep the parts apart. */
const WITH_PARTS = new Set(['Address', 'HumanName', 'Period']);

/** What every resource may have besides (FHIR R4, 2.2 Resource and DomainResource); `meta` and `text` are the server's. */
const COMMON: Element[] = [
	{ name: 'language', type: 'code', help: 'Language of the record, e.g. en-US' },
	{ name: 'contained', type: 'Resource', repeats: true, help: 'Records that exist only inside of this one' },
	{
		name: 'extension',
		type: 'Extension',
		repeats: true,
		help: 'Additional content defined by implementations',
	},
	{ name: 'meta', type: 'Meta', help: 'Profiles and tags of the record' },
].map((element) => ({ required: false, repeats: false, summary: false, ...element }));

/** Types without what a DomainResource has (FHIR R4, 2.1.2.1; R5 too). */
const BARE_TYPES = new Set(['Binary', 'Bundle', 'Parameters']);

const DOMAIN_ONLY = new Set(['contained', 'extension']);

/** Whether a type is a part of the resource, such as `PatientContact`, and no data type. */
export const isPart = (definitions: Definitions, resourceType: string, { type }: Element): boolean =>
	type.startsWith(resourceType) && definitions.isComplex(type) && !shorthandOf(type);

export const hasParts = ({ type }: Element): boolean => WITH_PARTS.has(type);

export const elementsOfResource = (definitions: Definitions, type: string): Element[] => [
	...definitions.elementsOf(type),
	...COMMON.filter(({ name }) => !BARE_TYPES.has(type) || !DOMAIN_ONLY.has(name)),
];

/** Every field of the form of one type of resource. */
export function formOf(definitions: Definitions, resourceType: string): FormField[] {
	const fields: FormField[] = [];
	const add = (elements: Element[], above: Element[], required: boolean) => {
		for (const element of elements) {
			const path = [...above, element];
			const isNeeded = required && element.required;
			const deeper = isPart(definitions, resourceType, element);
			const isWritten = element.choice === undefined && !deeper;
			fields.push({ id: idOf(path), path, required: isNeeded && isWritten });
			const splits = deeper ? path.length <= MAX_DEPTH : hasParts(element) && above.length === 0;
			if (splits) add(definitions.elementsOf(element.type), path, isNeeded && deeper);
		}
	};
	add(elementsOfResource(definitions, resourceType), [], true);
	return fields;
}

export const idOf = (path: Element[]): string => path.map(({ name }) => name).join('.');

/** Fields that a form shows at first where nobody has said which are the usual ones. */
const FIRST_FIELDS = 8;

function shownAtFirst(fields: FormField[], resourceType: string): Set<string> {
	const usual = everyday[resourceType];
	if (usual) return new Set(usual);
	const key = fields.filter(
		({ path: [element, ...deeper] }) => element.summary && deeper.length === 0 && shorthandOf(element.type),
	);
	return new Set(key.slice(0, FIRST_FIELDS).map(({ id }) => id));
}

/** A switch would be off at first, and an update would write that: neither is what a person has said. */
const YES_OR_NO = [
	{ name: 'Yes', value: 'true' },
	{ name: 'No', value: 'false' },
];

/** A date alone is text: n8n's picker wants a time of day, too, and drops what is typed without one. */
const CONTROLS: Record<string, ResourceMapperField['type']> = {
	dateTime: 'dateTime',
	decimal: 'number',
	instant: 'dateTime',
	integer: 'number',
	positiveInt: 'number',
	unsignedInt: 'number',
};

/** Whether a cell may hold several values: then it is text, which a list or JSON fits into. */
const isList = (path: Element[]): boolean => path.some(({ repeats }) => repeats);

function controlOf(resourceType: string, path: Element[]): Pick<ResourceMapperField, 'type' | 'options'> {
	const { type, codes } = path[path.length - 1];
	const fixed = fixedCodesOf(resourceType, idOf(path));
	if (fixed) {
		return { type: 'options', options: Object.entries(fixed).map(([value, name]) => ({ name, value })) };
	}
	if (codes) return { type: 'options', options: codes.map((code) => ({ name: titleOf(code), value: code })) };
	if (type === 'boolean') return { type: 'options', options: YES_OR_NO };
	return { type: isList(path) ? 'string' : (CONTROLS[type] ?? 'string') };
}

/**
 * The same as n8n's resource mapper shows it.
 *
 * @param creating whether required elements must be filled in; in an update nothing must
 */
export function mapperFields(
	definitions: Definitions,
	resourceType: string,
	creating: boolean,
): ResourceMapperField[] {
	const fields = formOf(definitions, resourceType);
	const needed = fields.filter(({ required }) => creating && required).map(({ id }) => id);
	const order = [...new Set([...shownAtFirst(fields, resourceType), ...needed])];
	const mapped = fields.map(({ id, path }) => ({
		id,
		// What is behind 'Add Field' is what a person does not know yet.
		displayName: order.includes(id) ? labelOf(path) : withHelp(path),
		required: needed.includes(id),
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !order.includes(id),
		...controlOf(resourceType, path),
	}));
	const shown = order.flatMap((id) => mapped.filter((field) => field.id === id));
	return [...shown, ...mapped.filter(({ removed }) => removed)];
}
