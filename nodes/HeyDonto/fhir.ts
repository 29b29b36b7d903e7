import kebabCase from 'lodash/kebabCase';

import type { FhirServer } from '../fhir/server';
import type { Values } from '../shared/operation/types';
import type { Api } from '../shared/request/api';
import { fhirTypes } from './resources/fhirTypes';
import { credentialSiteId, siteInForm } from './sites';

/** With a site, its own records; without one, those that the account sees by itself. */
function base({ credentials }: Api, { siteId }: Values): string {
	const site = siteInForm(siteId) ?? credentialSiteId(credentials);
	return site === undefined ? '/fhir' : `/site/${site}/fhir`;
}

export const fhirServer: FhirServer = {
	version: 'R4',
	// The documentation's samples; a gateway that reads only this one would not see FHIR's own.
	mediaType: 'application/json',
	types: Object.keys(fhirTypes),
	pathOf(api, type, values) {
		const segment = api.credentials.fhirPathStyle === 'pascal' ? type : kebabCase(type);
		return `${base(api, values)}/${segment}`;
	},
	// The documented address `/bundle` stores a Bundle; FHIR executes one that is sent to its base [I].
	bundlePath(api, values) {
		const path = String(api.credentials.fhirBundlePath ?? '').trim();
		return path === '' ? base(api, values) : `/${path.replace(/^\/+/, '')}`;
	},
	historyNames: ['history', '_history'],
	pageTokens: ['_page_token'],
	pageSize: 100,
};
