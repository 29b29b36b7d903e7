import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { FhirClient } from '../../fhir/client';
import { attachmentOf } from '../../fhir/files';
import { clientOf } from '../../fhir/operations/context';
import { sendBundle } from '../../fhir/operations/sendBundle';
import { assemble, type Task } from '../../fhir/transactions';
import { ApiFailure } from '../../shared/errors/apiFailure';
import { FieldRefusal } from '../../shared/errors/refusal';
import { quotingNobody } from '../../shared/execute/together';
import { isEmpty } from '../../shared/operation/fields';
import type { Filled, OutputRecord, Step, TogetherOperation } from '../../shared/operation/types';
import { basedOn, communication, documentOf, referenceTo, variantsOf } from '../answer/entries';
import { refuseOtherPerson, sourcePatientOf, type SourcePatient } from '../answer/identity';
import { carriedOver, recordsIn, refuseFilesElsewhere, refuseOtherPatients } from '../answer/records';
import { openRequest, type RecordRequest } from '../answer/request';
import { fhirServer } from '../api';
import { requestIdOf } from '../fields';
import { respondFields } from './respondFields';

/** What one input item adds to an answer. */
interface Contribution {
	records: IDataObject[];
	source?: SourcePatient;
	files: string[];
}

/** Answers requests for records: all items with the same request become one answer. */
export const respond: TogetherOperation = {
	value: 'respond',
	name: 'Respond',
	action: 'Respond to a communication request',
	description:
		'Answer a request with records and files, all at once, which completes it. Items with the same request are one answer.',
	writes: true,
	fields: respondFields,
	check(filled) {
		requestIdOf(filled);
		contributionOf(filled);
	},
	async runTogether(steps, left) {
		const answers = new Map<string, Step[]>();
		for (const step of steps) {
			const id = requestIdOf(step);
			answers.set(id, [...(answers.get(id) ?? []), step]);
		}
		const outcomes = new Map<Step, OutputRecord[] | Error>();
		for (const [id, items] of answers) {
			const done = await answer(id, items, left).catch((error: unknown) => [
				quotingNobody(error, items) as Error,
			]);
			items.forEach((item, at) => outcomes.set(item, done.length === items.length ? done[at] : done[0]));
		}
		return steps.map((step) => outcomes.get(step)!);
	},
};

/** @throws FieldRefusal */
function contributionOf({ values, node, itemIndex }: Filled): Contribution {
	const records = recordsIn(values.records);
	const source = isEmpty(values.sourcePatient) ? undefined : sourcePatientOf(values.sourcePatient);
	if (records.length > 0 && !source) {
		throw new FieldRefusal(
			"'Source Patient' is empty",
			'Records are only sent when it is certain whose they are. Pass the patient that they are about.',
		);
	}
	for (const record of records) {
		refuseOtherPatients(record, source!.reference);
		refuseFilesElsewhere(record);
	}
	const files = (values.attachments as string[] | undefined) ?? [];
	if (files.length > 0 && !source && !values.identityCheck) {
		throw new FieldRefusal(
			'It is not said whose files these are',
			"Pass the patient as 'Source Patient', or say in 'Identity Check' in the options how you made sure that they are the patient's of the request.",
		);
	}
	for (const file of files) node.helpers.assertBinaryData(itemIndex, file);
	return { records, source, files };
}

/** Answers one request with what its items hold. */
async function answer(id: string, items: Step[], left: number): Promise<OutputRecord[][]> {
	const [first] = items;
	const { values } = first;
	if (left > 0) {
		throw new FieldRefusal(
			`Nothing was sent, because ${left} of the items cannot be`,
			'An answer is sent as a whole or not at all. Correct those items.',
		);
	}
	const client = await clientOf(fhirServer, first);
	const request = await openRequest(client, id, values.answerAnyway === true);
	const contributions = items.map(contributionOf);
	const identity = await identityOf(
		client,
		request,
		contributions,
		values.identityCheck as string | undefined,
	);
	const tasks = await tasksOf(client, request, items, contributions);
	const { bundle, tasks: order } = assemble('transaction', tasks);
	const sent = variantsOf(values).leaveOutRequest ? withoutRequests(bundle) : bundle;
	if (values.dryRun === true)
		return items.map((_, at) => (at === 0 ? [{ json: { dryRun: true, ...identity, bundle: sent } }] : []));

	const done = await sendBundle(client, { bundle: sent, tasks: order }, items);
	const refused = done.find((outcome) => outcome instanceof ApiFailure);
	if (refused instanceof ApiFailure) {
		// All or nothing is what was asked for; an answer that says otherwise is not taken for done.
		throw new ApiFailure(refused.message, {
			description:
				'The answer as a whole does not count as sent. Look at the request at Dot Health before you run the node again.',
			statusCode: refused.statusCode,
			unclear: true,
		});
	}
	const about = { communicationRequestId: id, ...identity };
	return items.map((_, at) =>
		done.flatMap((outcome, position) =>
			order[position].item === at && 'json' in outcome ? [{ json: { ...outcome.json, ...about } }] : [],
		),
	);
}

/** How it is certain that the records are the patient's; empty for an answer without records. */
async function identityOf(
	client: FhirClient,
	request: RecordRequest,
	contributions: Contribution[],
	stated?: string,
): Promise<IDataObject> {
	const sources = contributions.flatMap(({ source }) => source ?? []);
	const [source] = sources;
	if (!source) return stated ? { identityCheck: stated } : {};
	if (sources.some(({ reference }) => reference !== source.reference)) {
		throw new FieldRefusal(
			'The items name several source patients for one request',
			'Nothing was sent. A request is about one patient.',
		);
	}
	if (stated) return { identityCheck: stated };
	const [type, id] = request.subject.split('/');
	refuseOtherPerson(source.record, await client.read(type, id));
	return { identityCheck: 'Name and birth date are the same' };
}

async function tasksOf(
	client: FhirClient,
	request: RecordRequest,
	items: Step[],
	contributions: Contribution[],
): Promise<Task[]> {
	const { values } = items[0];
	const variants = variantsOf(values);
	const answered = referenceTo(client, request.id, variants);
	const records = contributions.flatMap((contribution) => contribution.records);
	const together = new Set(records.filter(({ id }) => id !== undefined).map(localName));
	const task = (item: number, resource: IDataObject, names: string[] = []): Task => ({
		item,
		method: 'POST',
		type: String(resource.resourceType),
		resource,
		names,
	});
	const message = task(0, communication(String(values.message), answered, variants));
	const others = items.map(async (step, item) => {
		const { records: own, source, files } = contributions[item];
		const version = String(step.values.recordVersion ?? 'R5');
		const places = {
			source: source?.reference ?? '',
			subject: request.subject,
			together,
			baseUrl: client.api.baseUrl,
		};
		const carried = own.map(async (record) => {
			const resource = basedOn(client.definitions, await carriedOver(record, version, places), answered);
			return task(item, resource, record.id === undefined ? [] : [localName(record)]);
		});
		const documents = files.map(async (file) => {
			const attachment = await attachmentOf(file, step.node, step.itemIndex);
			const now = DateTime.now().toUTC().toISO({ suppressMilliseconds: true });
			return task(item, basedOn(client.definitions, documentOf(attachment, request.subject, now), answered));
		});
		return await Promise.all([...carried, ...documents]);
	});
	return [message, ...(await Promise.all(others)).flat()];
}

const localName = ({ resourceType, id }: IDataObject): string => `${String(resourceType)}/${String(id)}`;

/** The documentation's example has entries that do not say what is to be done with them. */
const withoutRequests = (bundle: IDataObject): IDataObject => ({
	...bundle,
	entry: (bundle.entry as IDataObject[]).map(({ fullUrl, resource }) => ({ fullUrl, resource })),
});
