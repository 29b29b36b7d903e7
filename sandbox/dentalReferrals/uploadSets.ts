import { bytesOf, readForm } from '../shared/body';
import { fieldRefusal, Refusal } from '../shared/refusal';
import { owned } from './auth';
import type { Practice, UploadSet } from './records';
import { route, success, type Call, type Route } from './route';
import type { World } from './world';

/** A set that takes files still: 404 if there is none or its form was submitted. */
export function findUploadSet(world: World, practice: Practice, id: string): UploadSet {
	const set = owned(
		world.uploadSets.find((candidate) => String(candidate.id) === id),
		practice,
		'Fileupload',
	);
	if (set.expired) throw new Refusal(404, 'Fileupload not found: it has expired');
	return set;
}

function prepare({ world, practice }: Call): object {
	const id = world.next('fileupload');
	world.uploadSets.push({ id, apiKey: practice.apiKey, expired: false });
	return success({ fileupload_id: id });
}

/** “Does not require any request parameters.” */
function refuseFields({ request }: Call): void {
	if (bytesOf(request).length === 0) return;
	const [field] = Object.keys(readForm(request));
	if (field !== undefined) throw fieldRefusal(400, field, `${field} is not a known field`);
}

export const uploadSetRoutes: Route[] = [
	route('GET', '/prepare_fileupload', { handle: prepare }),
	route('POST', '/prepare_fileupload', {
		handle(call) {
			refuseFields(call);
			return prepare(call);
		},
	}),
];
