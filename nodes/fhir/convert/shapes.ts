import lowerFirst from 'lodash/lowerFirst';

import type { Definitions, Element } from '../definitions';

/** What conversion has to know of an element. */
export type Shape = Pick<Element, 'name' | 'type' | 'repeats' | 'codes' | 'targets'>;

const shape = (name: string, type: string, repeats = false): Shape => ({ name, type, repeats });

const ELEMENT = [shape('id', 'string'), shape('extension', 'Extension', true)];
const MODIFIERS = shape('modifierExtension', 'Extension', true);
const RESOURCE = [
	shape('meta', 'Meta'),
	shape('implicitRules', 'uri'),
	shape('language', 'code'),
	shape('text', 'Narrative'),
	shape('contained', 'Resource', true),
];

/** FHIR R4, types for Extension.value[x]; R5 has them all but Contributor. */
const PRIMITIVES =
	'base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid positiveInt string time unsignedInt uri url uuid';
const DATA_TYPES =
	'Address Age Annotation Attachment CodeableConcept Coding ContactDetail ContactPoint Contributor Count DataRequirement Distance Dosage Duration Expression HumanName Identifier Meta Money ParameterDefinition Period Quantity Range Ratio Reference RelatedArtifact SampledData Signature Timing TriggerDefinition UsageContext';
const VALUES = new Set(`${PRIMITIVES} ${DATA_TYPES}`.split(' '));

/** `valueBase64Binary`, `valueDosage`: the tables leave extensions out, because no form offers them. */
function valueOfExtension(definitions: Definitions, name: string): Shape | undefined {
	const suffix = /^value([A-Z]\w*)$/.exec(name)?.[1];
	if (suffix === undefined) return undefined;
	const type = definitions.isComplex(suffix) ? suffix : lowerFirst(suffix);
	return VALUES.has(type) ? shape(name, type) : undefined;
}

const isPartOfResource = ({ resources }: Definitions, type: string): boolean =>
	resources.some((resource) => type.startsWith(resource));

/** The element of that name, those included that every resource, element or extension has. */
export function shapeOf(definitions: Definitions, type: string, name: string): Shape | undefined {
	const own = definitions.element(type, name) ?? ELEMENT.find((element) => element.name === name);
	if (own) return own;
	if (type === 'Extension') {
		return name === 'url' ? shape(name, 'uri') : valueOfExtension(definitions, name);
	}
	// Of the data types, only Dosage and Timing are BackboneElements.
	if (name === MODIFIERS.name) {
		const takesModifiers = ['Dosage', 'Timing'].includes(type) || isPartOfResource(definitions, type);
		return takesModifiers ? MODIFIERS : undefined;
	}
	return definitions.resources.includes(type) ? RESOURCE.find((element) => element.name === name) : undefined;
}

export const isPrimitive = (definitions: Definitions, type: string): boolean =>
	!definitions.isComplex(type) && type !== 'Extension' && type !== 'Resource';

const NUMBERS = new Set(['decimal', 'integer', 'number', 'positiveInt', 'unsignedInt']);

/** The JSON type of a primitive of R4. */
export function jsonType(type: string): 'boolean' | 'number' | 'string' {
	if (type === 'boolean') return 'boolean';
	return NUMBERS.has(type) ? 'number' : 'string';
}
