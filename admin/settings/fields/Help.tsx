import type { Field } from '../settings-context';

/** What stands under a field: its sentence, a note of the server, and what is wrong with what was typed. */
export function Help( { field }: { field: Field } ) {
	return (
		<>
			{ field.error && <strong className="aaia-field__error">{ field.error }</strong> }
			<span>{ field.sentence }</span>
			{ field.note && <span className="aaia-field__note">{ field.note }</span> }
		</>
	);
}
