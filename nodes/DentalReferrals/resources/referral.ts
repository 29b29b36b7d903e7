import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../../shared/errors/apiFailure';
import { FieldRefusal } from '../../shared/errors/refusal';
import { options } from '../../shared/operation/collections';
import { DEFAULT_LIMIT } from '../../shared/operation/description';
import { flag, number, text } from '../../shared/operation/fields';
import { recordById } from '../../shared/operation/recordFields';
import type { Field, Operation, OutputRecord, Resource, Step, Values } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { onlyOne, resumeUrl, withFiles } from '../filesReady';
import { dateOfBirth, formType, referralGroups, referralOptions, URN } from '../referralFields';
import { statusOf } from '../status';
import { checkAttachments, upload } from '../uploads';

/** The documentation: "If larger than 100, will be set to 100 anyway". */
const MAX_COUNT = 100;

const limit: Field = number('limit', 'Limit', {
	local: true,
	min: 1,
	max: MAX_COUNT,
	default: DEFAULT_LIMIT,
	description: 'Max number of results to return',
});

/** How long 'Wait for Files' sleeps when nothing is said. */
const DEFAULT_HOURS = 72;

const urn = recordById('urn', 'URN', {
	id: URN,
	required: true,
	description: 'The number of the referral, from Prepare or Save Draft',
});

const notKnown = () =>
	new ApiFailure('Dental Referrals does not know this URN', {
		description:
			'A URN becomes known when the dentist has submitted the form, and only to the key of the same practice. Try again later, or use Wait for Files.',
		statusCode: 404,
	});

async function getStatus({ api, sendable }: Step): Promise<OutputRecord[]> {
	const referral = await statusOf(api, sendable.urn as string);
	if (!referral) throw notKnown();
	return [{ json: referral }];
}

/** The newest referrals: there is nothing beyond the first hundred. */
const newest =
	(path: string) =>
	async ({ api, values, sendable }: Step): Promise<OutputRecord[]> => {
		const count = (values.limit as number | undefined) ?? DEFAULT_LIMIT;
		const referrals = await api.all({ method: 'GET', path, values: { ...sendable, count } }, wholeList);
		return referrals.slice(0, count).map((json) => ({ json }));
	};

function checkReferral(values: Values, count: number, mayLackForm: boolean): void {
	if (values.form_type === undefined && !mayLackForm) {
		throw new FieldRefusal("'Form Type' is empty", 'Choose one of the forms that are enabled for the key.');
	}
	checkAttachments(values);
	if (values.resumeOnFiles !== true) return;
	if (values.files_ready_webhook_url !== undefined) {
		throw new FieldRefusal(
			"'Files Ready Webhook URL' and 'Resume This Execution When Files Are Ready' exclude each other",
			'Dental Referrals calls one address only. Remove one of the two options.',
		);
	}
	onlyOne(count);
}

/** Uploads what is attached, then sends the referral: three documented steps in one. */
const send =
	(path: string) =>
	async (step: Step): Promise<OutputRecord[]> => {
		const { api, node, itemIndex, values, sendable } = step;
		const { id, files } = await upload(step);
		const referral: IDataObject = {
			...sendable,
			...(id !== undefined && { fileupload_id: id as number }),
			...(values.resumeOnFiles === true && { files_ready_webhook_url: resumeUrl(node, itemIndex) }),
		};
		const answer = (await api.request({ method: 'POST', path, values: referral })) as IDataObject;
		return [{ json: { ...answer, ...(files.length > 0 && { fileupload_id: id as number, files }) } }];
	};

async function waitForFiles({ api, node, itemIndex, values, sendable }: Step): Promise<OutputRecord[]> {
	const referral = await statusOf(api, sendable.urn as string);
	if (referral && (referral.referral_files as string[]).length > 0) {
		return [await withFiles(node, api, referral, values.downloadFiles !== false)];
	}
	const hours = (values.maxHours as number | undefined) ?? DEFAULT_HOURS;
	await node.putExecutionToWait(new Date(Date.now() + hours * 3_600_000));
	const { json, binary } = node.getInputData()[itemIndex];
	return [{ json, ...(binary && { binary }) }];
}

const sending = (
	about: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
	path: string,
	mayLackForm: (values: Values) => boolean,
): Operation => ({
	...about,
	writes: true,
	fields: [formType, dateOfBirth, ...referralGroups, options(referralOptions)],
	check: ({ values }, count) => checkReferral(values, count, mayLackForm(values)),
	run: send(path),
});

export const referral: Resource = {
	value: 'referral',
	name: 'Referral',
	description: 'Referrals of patients to specialists',
	operations: [
		sending(
			{
				value: 'prepare',
				name: 'Prepare',
				action: 'Prepare a referral',
				description:
					'Fill in a medical form with what is known, attach files, and get a link. The dentist opens it once, in a browser, to complete and submit.',
			},
			'/prepare_form',
			({ system_type: system }) => system === 'SE',
		),
		sending(
			{
				value: 'saveDraft',
				name: 'Save Draft',
				action: 'Save a draft of a referral',
				description: "Store a filled-in medical form among the practice's drafts in Dental Referrals",
			},
			'/save_draft',
			() => false,
		),
		{
			value: 'getStatus',
			name: 'Get Status',
			action: 'Get the status of a referral',
			description: 'Find out where a submitted referral stands and which PDFs it has',
			writes: false,
			fields: [urn],
			run: getStatus,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many referrals',
			description: 'List the newest submitted referrals of the practice with their status, 100 at most',
			writes: false,
			fields: [limit],
			run: newest('/batch_referral_status'),
		},
		{
			value: 'getAllForPatient',
			name: 'Get Many for Patient',
			action: 'Get many referrals for a patient',
			description: 'List the newest submitted referrals of one patient, 100 at most',
			writes: false,
			fields: [
				text('ptguid', 'PTGUID', {
					required: true,
					description: "The patient's identifier from Prepare or Save Draft. Treat it like a password.",
				}),
				limit,
			],
			run: newest('/patient_referrals'),
		},
		{
			value: 'waitForFiles',
			name: 'Wait for Files',
			action: 'Wait for the files of a referral',
			description:
				'Go on when the PDFs of a referral are ready. Until then the execution sleeps and costs nothing.',
			notForAgents: true,
			writes: false,
			fields: [
				urn,
				options([
					flag('downloadFiles', 'Download Files', 'Whether the PDFs come out as files (file_1, file_2, …)', {
						local: true,
						default: true,
					}),
					number('maxHours', 'Max Hours', {
						local: true,
						min: 1,
						default: DEFAULT_HOURS,
						description: 'After so many hours the item goes on as it came, without files',
					}),
				]),
			],
			check: (_filled, count) => onlyOne(count),
			run: waitForFiles,
		},
	],
};
