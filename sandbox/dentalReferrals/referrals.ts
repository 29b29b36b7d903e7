import { fieldRefusal, Refusal } from '../shared/refusal';
import { integer, text } from '../shared/query';
import { owned } from './auth';
import { reasonOf, shortPath } from './documents';
import type { Practice, Referral } from './records';
import { route, success, type Route } from './route';
import type { World } from './world';

const MAX_COUNT = 100;

/** “If larger than 100, will be set to 100 anyway”; what less than 1 would mean is not said [I]. */
const count = (name: string, value: string): number => {
	const number = integer(name, value);
	if (number < 1) throw fieldRefusal(400, name, `${name} must be 1 or more`);
	return Math.min(number, MAX_COUNT);
};

const QUERY = { count };

function demand(name: string, value: string | undefined): string {
	if (value === undefined) throw fieldRefusal(400, name, `${name} is required`);
	return value;
}

function view(world: World, referral: Referral): object {
	const { apiKey, fields, status, formType = '', documents } = referral;
	const practice = world.practices.find((candidate) => candidate.apiKey === apiKey);
	return {
		referral_status: status,
		referrer_name: fields.referrer_name || practice?.referrerName,
		referral_reason: reasonOf(formType),
		referral_files: documents.map((document) => world.documentUrl(shortPath(referral, document))),
	};
}

/** The newest first [I: “most recently submitted”]. */
function list(world: World, rows: Referral[], limit = MAX_COUNT): object {
	const newest = rows.filter(({ submitted }) => submitted).reverse();
	return success({
		referral_data: newest
			.slice(0, limit)
			.map((referral) => ({ referral_urn: referral.urn, ...view(world, referral) })),
	});
}

const ownedBy = ({ referrals }: World, { apiKey }: Practice): Referral[] =>
	referrals.filter((referral) => referral.apiKey === apiKey);

/** A referral is known from its submission on: before it the URN is 404. */
export function submittedReferral(world: World, practice: Practice, urn: string): Referral {
	const known = world.referrals.find((referral) => referral.urn === urn && referral.submitted);
	return owned(known, practice, 'Referral');
}

export const referralRoutes: Route[] = [
	route('GET', '/referral_status', {
		query: { urn: text },
		handle({ world, practice, query }) {
			const referral = submittedReferral(world, practice, demand('urn', query.urn));
			// The URN is in the table of what is answered, not in the sample; the sample is followed.
			return success(view(world, referral));
		},
	}),
	route('GET', '/batch_referral_status', {
		query: QUERY,
		handle: ({ world, practice, query }) => list(world, ownedBy(world, practice), query.count),
	}),
	route('GET', '/patient_referrals', {
		query: { ptguid: text, ...QUERY },
		handle({ world, practice, query }) {
			const ptguid = demand('ptguid', query.ptguid);
			const rows = ownedBy(world, practice).filter((referral) => referral.ptguid === ptguid);
			// A patient for whom nothing was submitted yet has an empty list; one who was never sent is not known [I].
			if (rows.length === 0) throw new Refusal(404, 'Patient not found');
			return list(world, rows, query.count);
		},
	}),
];
