import { ACTIONABLE, type NewResource } from '../resource';

/** What differs from one request to another. */
export interface RequestDetails {
	/** Ids. */
	patient: string;
	requester: string;
	recipient: string;
	status: 'draft' | 'active' | 'on-hold' | 'revoked' | 'completed' | 'entered-in-error' | 'unknown';
	priority: 'routine' | 'urgent' | 'asap' | 'stat';
	actionable: boolean;
	/** What is asked for in words. */
	text?: string;
}

/** In the shape of the documentation's sample; `recipient` stands in its `_include`. */
export const newRequest = (details: RequestDetails): NewResource => ({
	resourceType: 'CommunicationRequest',
	meta: {
		source: 'https://dothealth.example/requests',
		...(details.actionable && { tag: [ACTIONABLE] }),
	},
	language: 'en-CA',
	status: details.status,
	intent: 'directive',
	priority: details.priority,
	category: [
		{
			coding: [
				{
					system: 'http://terminology.hl7.org/CodeSystem/communication-category',
					code: 'instruction',
					display: 'Instruction',
				},
			],
		},
	],
	about: [{ type: 'DiagnosticReport', display: 'DiagnosticReport' }],
	subject: { reference: `Patient/${details.patient}` },
	authoredOn: '2024-05-01',
	requester: { reference: `Organization/${details.requester}` },
	recipient: [{ reference: `Organization/${details.recipient}` }],
	payload: [
		{ contentString: details.text ?? 'Requesting medical records for the patient.' },
		// Without an id, and on the vendor's own host, as in the sample.
		{
			contentReference: {
				type: 'Consent',
				reference: 'https://staging.dothealth.ca/api/integrations/business/fhir/R5/Consent',
			},
		},
	],
});
