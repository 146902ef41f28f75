import { Button, CheckboxControl, Notice, TextControl, TextareaControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { TestQuestion } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import { saveTest } from '../../data/tests';
import type { FromMessage } from './CasesSection';

interface EditorProps {
	/** Null writes a new one. */
	test: TestQuestion | null;
	/** The message that a new one is made from. */
	from: FromMessage | null;
	onSaved: () => void;
	onCancel: () => void;
}

const lines = ( text: string ): string[] => text.split( '\n' ).map( ( line ) => line.trim() ).filter( ( line ) => line !== '' );

/** One case: a question and what is expected of its answer. What was typed stays when it cannot be saved. */
export function CaseEditor( { test, from, onSaved, onCancel }: EditorProps ) {
	const known = test ?? from?.proposed;
	const [ draft, setDraft ] = useState( {
		question: known?.question ?? '',
		language: known?.language ?? '',
		sources: ( known?.sources ?? [] ).map( ( source ) => ( source.url === '' ? source.id : source.url ) ).join( '\n' ),
		contains: ( test?.contains ?? [] ).join( '\n' ),
		lacks: ( test?.lacks ?? [] ).join( '\n' ),
		refuse: test?.refuse ?? false,
		reference: test?.reference ?? '',
	} );
	const set = ( change: Partial< typeof draft > ): void => setDraft( { ...draft, ...change } );
	const [ problem, setProblem ] = useState( '' );
	const [ saving, setSaving ] = useState( false );
	const form = useRef< HTMLFormElement >( null );
	useEffect( () => {
		form.current?.querySelector< HTMLElement >( 'textarea' )?.focus();
		form.current?.scrollIntoView( { block: 'nearest' } );
	}, [] );

	const save = async (): Promise< void > => {
		setSaving( true );
		try {
			await saveTest( test?.id ?? null, {
				question: draft.question,
				language: draft.language.trim().toLowerCase(),
				sources: draft.refuse ? [] : lines( draft.sources ),
				contains: draft.refuse ? [] : lines( draft.contains ),
				lacks: lines( draft.lacks ),
				refuse: draft.refuse,
				reference: draft.refuse ? '' : draft.reference,
				...( from ? { conversation: from.conversation, message: from.message } : {} ),
			} );
			onSaved();
		} catch ( failure ) {
			setProblem( asProblem( failure ).message );
			speak( asProblem( failure ).message, 'assertive' );
			setSaving( false );
		}
	};
	const earlier = known?.earlier ?? 0;

	return (
		<form
			ref={ form }
			className="aaia-bench__box"
			aria-label={ test === null ? __( 'New case', 'aaia-chatbot' ) : __( 'Edit the case', 'aaia-chatbot' ) }
			onSubmit={ ( event ) => {
				event.preventDefault();
				void save();
			} }
		>
			<TextareaControl
				label={ __( 'Question', 'aaia-chatbot' ) }
				value={ draft.question }
				rows={ 2 }
				maxLength={ 2000 }
				dir="auto"
				required
				onChange={ ( question ) => set( { question } ) }
				help={ earlier > 0
					? sprintf(
						/* translators: %d: number of messages. */
						_n(
							'Asked after %d earlier message, as in the conversation.',
							'Asked after %d earlier messages, as in the conversation.',
							earlier,
							'aaia-chatbot'
						),
						earlier
					)
					: '' }
			/>
			{ from && from.proposed.answer !== '' && (
				<div className="aaia-bench__given">
					<h3>
						{ from.proposed.rating === 'down'
							? __( 'The answer that was rated badly', 'aaia-chatbot' )
							: __( 'The answer that was given', 'aaia-chatbot' ) }
					</h3>
					<p dir="auto">{ from.proposed.answer }</p>
				</div>
			) }
			<fieldset className="aaia-bench__expected">
				<legend>{ __( 'What do you expect of the answer? One of these is enough.', 'aaia-chatbot' ) }</legend>
				<CheckboxControl
					label={ __( 'It says that it does not know', 'aaia-chatbot' ) }
					checked={ draft.refuse }
					onChange={ ( refuse ) => set( { refuse } ) }
				/>
				{ ! draft.refuse && (
					<>
						<TextareaControl
							label={ __( 'It is from one of these pages', 'aaia-chatbot' ) }
							help={ __( 'Addresses, one per line.', 'aaia-chatbot' ) }
							value={ draft.sources }
							rows={ 2 }
							dir="auto"
							onChange={ ( sources ) => set( { sources } ) }
						/>
						<TextareaControl
							label={ __( 'It contains', 'aaia-chatbot' ) }
							help={ __( 'One per line; all must be there. Capitals and accents make no difference.', 'aaia-chatbot' ) }
							value={ draft.contains }
							rows={ 2 }
							dir="auto"
							onChange={ ( contains ) => set( { contains } ) }
						/>
					</>
				) }
				<TextareaControl
					label={ __( 'It does not contain', 'aaia-chatbot' ) }
					value={ draft.lacks }
					rows={ 2 }
					dir="auto"
					onChange={ ( lacks ) => set( { lacks } ) }
				/>
				{ ! draft.refuse && (
					<TextareaControl
						label={ __( 'It says what this right answer says', 'aaia-chatbot' ) }
						help={ __( 'It must have 60% of its significant words, and all its figures.', 'aaia-chatbot' ) }
						value={ draft.reference }
						rows={ 3 }
						maxLength={ 4000 }
						dir="auto"
						onChange={ ( reference ) => set( { reference } ) }
					/>
				) }
			</fieldset>
			<TextControl
				__next40pxDefaultSize
				className="aaia-bench__language"
				label={ __( 'Language of the visitor’s page', 'aaia-chatbot' ) }
				help={ __( 'A code such as fr or en. Empty: the site’s.', 'aaia-chatbot' ) }
				value={ draft.language }
				maxLength={ 3 }
				onChange={ ( language ) => set( { language } ) }
			/>
			{ from && (
				<p className="aaia-bench__quiet">
					{ __( 'The case is deleted together with the conversation.', 'aaia-chatbot' ) }
				</p>
			) }
			{ problem !== '' && (
				<Notice status="error" spokenMessage="" onRemove={ () => setProblem( '' ) }>
					{ problem }
				</Notice>
			) }
			<div className="aaia-bench__acts">
				<Button __next40pxDefaultSize variant="primary" type="submit" isBusy={ saving } disabled={ saving } accessibleWhenDisabled>
					{ __( 'Save the case', 'aaia-chatbot' ) }
				</Button>
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>
					{ __( 'Cancel', 'aaia-chatbot' ) }
				</Button>
			</div>
		</form>
	);
}
