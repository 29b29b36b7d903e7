import { Refusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import { item, list } from './answers';
import type { Archive, CustomObjectField } from './records';
import { route, type Route } from './route';
import { newId } from './lookup';

const OBJECT_TYPES = ['patient', 'care_plan'];

/**
 * The documentation marks nothing as required; without these four a field makes no sense, so they are [I].
 * An `id` is in its table and is ignored [I]; `choices` count for a dropdown only.
 */
const body = checker<Omit<CustomObjectField, 'choices'> & { choices?: string[] }>({
	type: 'object',
	additionalProperties: false,
	required: ['objectType', 'label', 'technicalName', 'type'],
	properties: {
		id: { type: 'integer' },
		objectType: { enum: OBJECT_TYPES },
		label: { type: 'string', minLength: 1 },
		technicalName: { type: 'string', minLength: 1 },
		type: { enum: ['single_line_text', 'single_checkbox', 'dropdown'] },
		choices: { type: 'array', items: { type: 'string' } },
	},
});

/** What a checkbox takes; the value of a custom field is always a string [I]. */
const CHECKBOX_VALUES = ['true', 'false', '1', '0'];

/** Refuses values of fields that are not defined, or that the field cannot hold. Empty text clears a field [I]. */
export function checkCustomValues(
	archive: Archive,
	objectType: string,
	values: Record<string, string>,
): void {
	for (const [name, value] of Object.entries(values)) {
		const field = archive.customObjectFields.find(
			(candidate) => candidate.objectType === objectType && `_${candidate.technicalName}` === name,
		);
		if (!field) throw new Refusal(400, `${name} is not a known field`);
		const allowed = { dropdown: field.choices, single_checkbox: CHECKBOX_VALUES }[field.type];
		if (value !== '' && allowed && !allowed.includes(value)) {
			throw new Refusal(400, `${name} must be one of ${allowed.join(', ')}`);
		}
	}
}

export const customObjectFieldRoutes: Route[] = [
	route('GET', '/custom-object-fields', { handle: ({ archive }) => list(archive.customObjectFields) }),
	route('GET', '/custom-object-fields/:objectType', {
		handle({ archive, param }) {
			const objectType = param('objectType');
			if (!OBJECT_TYPES.includes(objectType)) {
				throw new Refusal(400, `objectType must be one of ${OBJECT_TYPES.join(', ')}`);
			}
			return list(archive.customObjectFields.filter((field) => field.objectType === objectType));
		},
	}),
	route('POST', '/custom-object-fields', {
		body,
		handle({ archive, body: sent }) {
			const isDropdown = sent.type === 'dropdown';
			if (isDropdown && !sent.choices?.length) throw new Refusal(400, 'choices is required');
			const taken = archive.customObjectFields.some(
				({ objectType, technicalName }) =>
					objectType === sent.objectType && technicalName === sent.technicalName,
			);
			if (taken) throw new Refusal(400, `technicalName ${sent.technicalName} is already used`);
			const field = { ...sent, choices: isDropdown ? (sent.choices ?? []) : [], id: newId(archive) };
			archive.customObjectFields.push(field);
			return item(field);
		},
	}),
];
