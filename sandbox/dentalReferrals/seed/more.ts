import { submit } from '../submission';
import type { World } from '../world';

/** Adds submitted referrals of as many invented patients to the main practice and returns their URNs. */
export function seedSubmitted(world: World, count: number): string[] {
	const [practice] = world.practices;
	return Array.from({ length: count }, () => {
		const urn = world.newUrn(practice);
		const formType = practice.forms[world.referrals.length % practice.forms.length];
		world.referrals.push({
			urn,
			apiKey: practice.apiKey,
			kind: 'prepared',
			opened: true,
			fields: { form_type: formType, patient_dob: '10/10/2010' },
			formType,
			submitted: false,
			status: '',
			documents: [],
		});
		submit(world, world.referrals[world.referrals.length - 1]);
		return urn;
	});
}
