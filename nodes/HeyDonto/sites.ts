import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../shared/errors/refusal';
import { isEmpty } from '../shared/operation/fields';
import type { StepsOperation } from '../shared/operation/types';
import { write } from './bodies';

/**
 * The site that the credential names, if any.
 *
 * @throws FieldRefusal when it is not an ID
 */
export function credentialSiteId({ siteId }: ICredentialDataDecryptedObject): number | undefined {
	const written = String(siteId ?? '').trim();
	if (written === '') return undefined;
	if (/^\d+$/.test(written)) return Number(written);
	throw new FieldRefusal(
		"'Site ID' of the credential is not an ID",
		'The ID of a site is a whole number. Site > Get Many lists the sites.',
	);
}

/**
 * The site that is chosen in the options of a form that is open in the editor, if any.
 *
 * @throws FieldRefusal for an expression, whose value is not known there
 */
export function siteInForm(written: unknown): string | undefined {
	if (isEmpty(written)) return undefined;
	if (/^\d+$/.test(String(written))) return String(written);
	throw new FieldRefusal(
		"The site in 'Options' is not known before the node runs",
		'Choose the record by its ID, or choose the site from the list.',
	);
}

/**
 * The site that is meant: the one that was chosen, else that of the credential.
 *
 * @throws FieldRefusal when there is neither
 */
export function siteIdOf(credentials: ICredentialDataDecryptedObject, chosen: IDataObject = {}): number {
	const siteId = (chosen.siteId as number | undefined) ?? credentialSiteId(credentials);
	if (siteId !== undefined) return siteId;
	throw new FieldRefusal(
		'It is not known which site is meant',
		"Enter 'Site ID' in the credential, or add 'Site' to the options of this node.",
	);
}

/** Adds a record to a site. The documentation wants the site in the address and in the body. */
export const creatingAtSite = (path: string): Pick<StepsOperation, 'writes' | 'run'> => ({
	writes: true,
	run: async ({ api, sendable }) => {
		const siteId = siteIdOf(api.credentials, sendable);
		const body = { ...sendable, siteId };
		return [{ json: await write(api, { method: 'POST', path, ids: { siteId }, body }) }];
	},
});
