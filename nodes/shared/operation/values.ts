import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../errors/refusal';
import { isEmpty } from './fields';
import type { Field, Surroundings, Values } from './types';

/** What one input item asks for. */
export interface FilledForm {
	values: Values;
	/** The part that the vendor gets under these names. */
	sendable: IDataObject;
	/** Texts that may describe a person, with the label of the field they came from. */
	personal: Array<{ text: string; label: string }>;
}

/**
 * Checks and converts what was filled in, collections flattened into one record.
 *
 * @param raw parameter values by field name, as n8n gives them
 * @throws FieldRefusal for the first value that cannot be meant
 */
export function fill(fields: Field[], raw: Values, surroundings: Surroundings): FilledForm {
	const filled: FilledForm = { values: {}, sendable: {}, personal: [] };
	for (const field of fields) {
		// A field that the form does not show for these choices is not among the raw values and is not missed.
		if (field.property.name in raw) fillOne(field, raw[field.property.name], surroundings, filled);
	}
	return filled;
}

function fillOne(field: Field, value: unknown, surroundings: Surroundings, filled: FilledForm): void {
	const { name, displayName, required } = field.property;
	if (field.members) {
		const added = (value ?? {}) as Values;
		for (const member of field.members) {
			if (member.property.name in added) fillOne(member, added[member.property.name], surroundings, filled);
		}
		return;
	}
	if (isEmpty(value)) {
		if (required)
			throw new FieldRefusal(`'${displayName}' is empty`, 'Fill it in, or check the expression in it.');
		return;
	}
	const converted = field.convert(value, surroundings);
	const entries: Array<[string, unknown]> = field.spread
		? Object.entries(converted as IDataObject)
		: [[name, converted]];
	for (const [key, entry] of entries) {
		filled.values[key] = entry;
		if (field.target === 'vendor') filled.sendable[key] = entry as IDataObject;
		for (const text of personalIn(field, entry)) filled.personal.push({ text, label: displayName });
	}
}

function personalIn({ personal }: Field, entry: unknown): string[] {
	if (typeof personal === 'function') return personal(entry);
	return personal ? textsIn(entry) : [];
}

/** The texts in a value, wherever they are nested. */
export function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	return isPlainObject(value) ? Object.values(value as IDataObject).flatMap(textsIn) : [];
}
