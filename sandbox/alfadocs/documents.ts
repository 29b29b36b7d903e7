import { Refusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import { livingPatient } from './patients';
import type { PatientDocument } from './records';
import { route, type Call, type Route } from './route';
import { dateTimeText, now } from './time';
import { find, newId } from './lookup';

const filled = { type: 'string', minLength: 1 };

const body = checker<Pick<PatientDocument, 'base64Data' | 'type' | 'name' | 'folderName'>>({
	type: 'object',
	additionalProperties: false,
	required: ['base64Data', 'type', 'name', 'folderName'],
	properties: {
		base64Data: filled,
		type: {
			enum: [
				'text',
				'xray',
				'image',
				'identification',
				'electronic_signature_patient_details',
				'electronic_signature_patient_details_and_terms_and_conditions',
				'other',
			],
		},
		name: filled,
		folderName: filled,
	},
});

const MIME_TYPES: Record<string, string> = {
	pdf: 'application/pdf',
	txt: 'text/plain; charset=utf-8',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
};

const mimeType = (name: string) =>
	MIME_TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';

const PATH = '/patients/:patientId/documents';

/** The documentation names the name, the type, the creation date and the download URL; the keys are [I] but downloadUrl. */
function view(document: PatientDocument, { origin, switches, path }: Call): object {
	const { id, name, type, folderName, createdAt } = document;
	const folder = path.slice(0, path.indexOf('/documents'));
	const downloadUrl = new URL(`${folder}/documents/${id}/download`, switches.downloadOrigin ?? origin).href;
	return { id, name, type, folderName, createdAt, downloadUrl };
}

function findDocument({ archive, id }: Call): PatientDocument {
	const patient = livingPatient(archive, id('patientId'));
	const own = archive.documents.filter(({ patientId }) => patientId === patient.id);
	return find(own, id('documentId'), 'Document');
}

export const documentRoutes: Route[] = [
	route('GET', PATH, {
		handle(call) {
			const patient = livingPatient(call.archive, call.id('patientId'));
			const own = call.archive.documents.filter(({ patientId }) => patientId === patient.id);
			// Each item is wrapped under its own index (public code that calls this API).
			return { data: own.map((document, index) => ({ [index]: view(document, call) })) };
		},
	}),
	route('POST', PATH, {
		body,
		handle(call) {
			const { archive, id, body: sent } = call;
			const patient = livingPatient(archive, id('patientId'));
			if (Buffer.from(sent.base64Data, 'base64').toString('base64') !== sent.base64Data) {
				throw new Refusal(400, 'base64Data is not valid base64');
			}
			const document = {
				...sent,
				id: newId(archive),
				patientId: patient.id,
				createdAt: dateTimeText(now()),
			};
			archive.documents.push(document);
			return { data: view(document, call) };
		},
	}),
	route('GET', `${PATH}/:documentId`, { handle: (call) => ({ data: view(findDocument(call), call) }) }),
	route('GET', `${PATH}/:documentId/download`, {
		handle(call) {
			const { name, base64Data } = findDocument(call);
			call.reply
				.type(mimeType(name))
				.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
			return Buffer.from(base64Data, 'base64');
		},
	}),
];
