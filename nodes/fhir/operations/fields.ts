import type { INodeProperties } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { choice, field, onlyWhen } from '../../shared/operation/fields';
import { record, type IdForm } from '../../shared/operation/recordFields';
import type { Field } from '../../shared/operation/types';
import { nameOfType } from '../typeNames';

/** FHIR R4, 2.24.0.1 id; with the type in front, or as an address, too. */
const RECORD = /^(?:(?:https?:\/\/\S+\/)?[A-Za-z-]+\/)?[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]+)?$/;

/** IDs of FHIR. What is read may carry the type in front; see `idOf`. */
export const fhirId: IdForm = {
	example: '123',
	pattern: '\\S*[A-Za-z0-9.-]{1,64}',
	read(value, label) {
		const written = typeof value === 'object' && value !== null ? referenceIn(value) : String(value).trim();
		if (RECORD.test(written)) return written;
		throw new FieldRefusal(
			`'${label}' is not an ID`,
			'An ID is letters, digits, points and dashes, e.g. 123 or Patient/123.',
		);
	},
};

/** One record of the type that the node is about. */
export const recordField = (): Field =>
	record('id', 'Record', 'searchRecords', {
		required: true,
		local: true,
		description: 'The record: from the list, or by its ID, e.g. 123 or Patient/123',
		id: fhirId,
	});

const referenceIn = (value: object): string =>
	'resourceType' in value && 'id' in value ? `${String(value.resourceType)}/${String(value.id)}` : '';

/** How the content of a record is given, and the two ways to give it. `method`: of the form's fields. */
export function contentFields(method: 'getFields' | 'getUpdateFields', words: { json: string }): Field[] {
	return [
		choice(
			'fieldsMode',
			'Fields Mode',
			{
				form: { name: 'Form', description: 'Fill in fields one by one' },
				json: { name: 'JSON', description: words.json },
			},
			{ local: true, default: 'form', description: 'How the content of the record is given' },
		),
		onlyWhen({ fieldsMode: ['form'] }, formField(method)),
		onlyWhen({ fieldsMode: ['json'] }, jsonField()),
	];
}

function formField(resourceMapperMethod: string): Field {
	const property: INodeProperties = {
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['resource', 'resourceType'],
			resourceMapper: {
				resourceMapperMethod,
				// In this mode the editor marks what is required, and does not run without it.
				mode: resourceMapperMethod === 'getFields' ? 'add' : 'map',
				valuesLabel: 'Fields',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				noFieldsError: 'This type of record has no fields',
				supportAutoMap: false,
				hideNoDataError: true,
			},
		},
	};
	return field(property, { local: true }, cellsIn, true);
}

/** What a resource mapper holds, or a plain object from an expression. */
const cellsIn = (value: unknown): unknown => {
	if (typeof value !== 'object' || value === null) return {};
	return 'value' in value && 'mappingMode' in value ? (value.value ?? {}) : value;
};

const jsonField = (): Field =>
	field(
		{ displayName: 'JSON', name: 'json', type: 'json', default: '{}' },
		{
			required: true,
			local: true,
			description: 'A FHIR resource as JSON, or an object from an expression such as {{ $json }}',
		},
		(value) => {
			const read = jsonOf(value, 'JSON');
			if (!Array.isArray(read)) return read;
			throw new FieldRefusal("'JSON' is a list", 'Pass one FHIR resource.');
		},
		true,
	);

/**
 * What JSON holds, given as text or as an object.
 *
 * @throws FieldRefusal when it is neither an object nor a list
 */
export function jsonOf(value: unknown, label: string): object {
	const read = typeof value === 'string' ? parse(value.trim()) : value;
	if (typeof read === 'object' && read !== null) return read;
	throw new FieldRefusal(
		`'${label}' is not a JSON object`,
		'Check brackets, commas and quotes, or pass an object.',
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Which type of record, where one operation serves many. */
export const typeField = (types: string[], description: string): Field =>
	choice('resourceType', 'Resource Type', Object.fromEntries(types.map((type) => [type, nameOfType(type)])), {
		local: true,
		required: true,
		description,
	});
