import { randomUUID } from 'node:crypto';

import { fieldRefusal } from '../shared/refusal';
import { formFields, type FormFields } from './formBody';
import { ptguidOf } from './ptguid';
import type { Practice, Referral } from './records';
import { route, success, type Call, type Route } from './route';
import { findUploadSet } from './uploadSets';

export const preparedPath = (token: string): string => `/prepared_forms/show/${token}`;

function checkFormType({ form_type }: FormFields, { forms }: Practice, isOptional: boolean): void {
	if (form_type === undefined && isOptional) return;
	if (form_type === undefined) throw fieldRefusal(400, 'form_type', 'form_type is required');
	if (!forms.includes(form_type)) {
		throw fieldRefusal(400, 'form_type', `form_type must be one of ${forms.join(', ')}`);
	}
}

/** Both operations: a new form with a URN of its own. Nothing keeps a repeated request from making another one. */
function newForm(
	call: Call & { body: FormFields },
	own: Pick<Referral, 'kind' | 'draftId' | 'token'>,
): Referral {
	const { world, practice, body: fields } = call;
	const { fileupload_id, patient_identifier: identifier } = fields;
	if (fileupload_id !== undefined) findUploadSet(world, practice, fileupload_id);
	const form: Referral = {
		urn: world.newUrn(practice),
		apiKey: practice.apiKey,
		...own,
		opened: false,
		fields,
		formType: fields.form_type,
		ptguid: identifier ? ptguidOf(practice.apiKey, identifier) : undefined,
		submitted: false,
		status: '',
		documents: [],
	};
	world.referrals.push(form);
	return form;
}

/** Without a ptguid the member is left out. */
const named = ({ urn, ptguid }: Referral) => ({ urn, ptguid });

export const formRoutes: Route[] = [
	// The key's check; with the slash as in the documentation, and without.
	route('GET', '', { handle: () => success() }),
	route('GET', '/', { handle: () => success() }),
	route('GET', '/available_forms', { handle: ({ practice }) => practice.forms }),
	route('POST', '/prepare_form', {
		body: formFields,
		handle(call) {
			// The user of this system chooses the form in the browser.
			checkFormType(call.body, call.practice, call.body.system_type === 'SE');
			const token = randomUUID();
			const form = newForm(call, { kind: 'prepared', token });
			return success({ prepared_form_url: call.world.origin() + preparedPath(token), ...named(form) });
		},
	}),
	route('POST', '/save_draft', {
		body: formFields,
		handle(call) {
			checkFormType(call.body, call.practice, false);
			const draftId = call.world.next('draft');
			const form = newForm(call, { kind: 'draft', draftId });
			return success({ draft_id: draftId, ...named(form) });
		},
	}),
];
