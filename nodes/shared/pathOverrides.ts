import isPlainObject from 'lodash/isPlainObject';
import { jsonParse, type ICredentialDataDecryptedObject, type IDataObject } from 'n8n-workflow';

import { FieldRefusal } from './errors/refusal';

/**
 * Addresses that a credential puts in place of inferred ones: its 'Path Overrides', a JSON object or the text of one.
 *
 * @returns the right path by the one that operations name
 * @throws FieldRefusal when it is not such an object
 */
export function pathOverridesIn({ pathOverrides }: ICredentialDataDecryptedObject): Record<string, string> {
	const overrides =
		typeof pathOverrides === 'string'
			? jsonParse(pathOverrides || '{}', { fallbackValue: null })
			: (pathOverrides ?? {});
	if (!isPlainObject(overrides)) {
		throw new FieldRefusal(
			"'Path Overrides' of the credential is not a JSON object",
			'Write it like { "/path": "/other-path" }.',
		);
	}
	const entries = Object.entries(overrides as IDataObject);
	return Object.fromEntries(entries.map(([path, other]) => [path, String(other)]));
}
