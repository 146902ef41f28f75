/** @jsxImportSource preact */
import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { __ } from '../../../src/i18n/texts';
import type { Failure } from '../api';
import { failureText } from '../failure-text';

interface FormCardProps {
	/** Names the group; unique in the panel. */
	id: string;
	title: string;
	confirm: string;
	/** "Cancel" without it. */
	cancel?: string;
	/** The answer is on its way. The button stays enabled, so that it keeps the keyboard, and does nothing. */
	busy?: boolean;
	failure?: Failure | null;
	/** Gets a reader of the fields' trimmed texts. */
	onConfirm: ( value: ( name: string ) => string ) => void;
	onCancel: () => void;
	/** Takes the keyboard when it appears. */
	takesFocus?: boolean;
	children?: ComponentChildren;
}

/** The whole form is shown where it fits, else its title. */
function reveal( element: HTMLElement | null ): void {
	element?.parentElement?.scrollIntoView?.( { block: 'nearest' } );
}

function focus( element: HTMLElement | null ): void {
	reveal( element );
	element?.focus();
}

/** A question to the visitor, with fields and the two ways to answer it. A group that is named by its title. */
export function FormCard( {
	id,
	title,
	confirm,
	cancel = __( 'Cancel', 'aaia-chatbot' ),
	busy = false,
	failure,
	onConfirm,
	onCancel,
	takesFocus,
	children,
}: FormCardProps ) {
	return (
		<div class="stretch" role="group" aria-labelledby={ id }>
			<form
				class="card"
				onSubmit={ ( event: SubmitEvent ) => {
					event.preventDefault();
					if ( busy ) {
						return;
					}
					const data = new FormData( event.currentTarget as HTMLFormElement );
					onConfirm( ( name ) => String( data.get( name ) ?? '' ).trim() );
				} }
			>
				<h3 id={ id } tabIndex={ -1 } ref={ takesFocus ? focus : reveal }>
					{ title }
				</h3>
				{ children }
				<div class="row">
					{ failure && (
						<p class="error" role="alert">
							{ failureText( failure ) }
						</p>
					) }
					<button class="button main" aria-disabled={ busy }>
						{ confirm }
					</button>
					<button class="button" type="button" onClick={ onCancel }>
						{ cancel }
					</button>
				</div>
			</form>
		</div>
	);
}

interface FieldProps {
	/** Unique in the panel. */
	id: string;
	/** What the value is called in the form's data. */
	name: string;
	label: string;
	max: number;
	value?: string | undefined;
	/** Several lines when it is neither. */
	type?: 'text' | 'email';
	required?: boolean;
	/** Gets what is written, each time it changes. */
	onWrite?: ( text: string ) => void;
}

/** A field with its label. What stands in it belongs to the browser until the form is sent. */
export function Field( { id, name, label, max, value = '', type, required = false, onWrite }: FieldProps ) {
	const shared = { id, name, maxLength: max, required, defaultValue: value, dir: 'auto' as const };
	return (
		<>
			<label for={ id }>{ label }</label>
			{ type ? (
				<input
					{ ...( {
						...shared, type, autocomplete: name,
						// Browsers accept an address without a point, the server does not. The title says what is missing.
						...( type === 'email' && { pattern: '.+@.+[.].+', title: 'name@example.com' } ),
					} as InputHTMLAttributes< HTMLInputElement > ) }
				/>
			) : (
				<textarea { ...shared } rows={ 2 } onInput={ ( event ) => onWrite?.( event.currentTarget.value ) } />
			) }
		</>
	);
}

/** Stands where a form stood, and takes the keyboard from it. */
export function Thanks() {
	return <span class="small" tabIndex={ -1 } ref={ focus }>{ __( 'Thank you!', 'aaia-chatbot' ) }</span>;
}

/** Every kind of data that will leave for the team. */
export function Kinds( { kinds }: { kinds: readonly string[] } ) {
	return kinds.length > 0 && (
		<div class="kinds" dir="auto">
			{ __( 'This will be sent to the team:', 'aaia-chatbot' ) }
			<ul>{ kinds.map( ( kind ) => <li>{ kind }</li> ) }</ul>
		</div>
	);
}
