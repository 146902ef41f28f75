import { Button, Notice, Spinner } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { CorrectionDraft, CorrectionConflicts, PublishCorrectionBody, ReachPreview } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import type { CorrectionOrigin } from '../../data/corrections';
import { checkCorrection, continuePreview, draftCorrection, previewCorrection, publishCorrection } from '../../data/corrections';
import { useLoaded } from '../../shared/use-loaded';
import { CorrectionFields } from './CorrectionFields';
import { PageTitle, PassageList } from './PassageList';
import { Published } from './Published';
import { Reach } from './Reach';

interface EditorProps {
	origin: CorrectionOrigin;
	onClose: () => void;
	/** After it was published, taken back or sent. */
	onFinished: () => void;
}

/** Writes a corrected answer beside the wrong one: tried on earlier questions, published, sent to those who asked. */
export function CorrectionEditor( { origin, onClose, onFinished }: EditorProps ) {
	const { conversation, message, gap, document } = origin;
	const load = useCallback( () => draftCorrection( {
		...( conversation === undefined ? {} : { conversation } ),
		...( message === undefined ? {} : { message } ),
		...( gap === undefined ? {} : { gap } ),
		...( document === undefined ? {} : { document } ),
	} ), [ conversation, message, gap, document ] );
	const { value, problem } = useLoaded( load );
	const [ published, setPublished ] = useState< { id: string; answer: string } | null >( null );
	if ( value === null ) {
		return problem === '' ? <Spinner /> : <Notice status="error" isDismissible={ false }>{ problem }</Notice>;
	}
	return published === null ? (
		<Writing
			draft={ value }
			onClose={ onClose }
			onPublished={ ( id, answer ) => setPublished( { id, answer } ) }
		/>
	) : (
		<Published
			id={ published.id }
			message={ `${ value.lead }\n\n${ published.answer }` }
			recipients={ value.recipients }
			onClose={ () => {
				onClose();
				onFinished();
			} }
		/>
	);
}

function bodyOf( draft: CorrectionDraft ): PublishCorrectionBody {
	const { id, gap, question, answer, language, wordings, pages, url, valid_from: from, valid_until: until } = draft;
	return {
		question,
		answer,
		language,
		wordings,
		pages,
		url,
		valid_from: from,
		valid_until: until,
		...( id === null ? {} : { id } ),
		...( gap === null ? {} : { gap } ),
	};
}

interface WritingProps {
	draft: CorrectionDraft;
	onClose: () => void;
	onPublished: ( id: string, answer: string ) => void;
}

function Writing( { draft, onClose, onPublished }: WritingProps ) {
	const [ body, setBody ] = useState( () => bodyOf( draft ) );
	const [ reach, setReach ] = useState< ReachPreview | null >( null );
	const [ conflicts, setConflicts ] = useState< CorrectionConflicts[ 'conflicts' ] >( [] );
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	const form = useRef< HTMLFormElement >( null );
	const wanted = useRef( true );
	useEffect( () => {
		form.current?.querySelector( 'textarea' )?.focus();
		wanted.current = true;
		return () => {
			wanted.current = false;
		};
	}, [] );
	const change = ( changed: Partial< PublishCorrectionBody > ): void => {
		setBody( { ...body, ...changed } );
		setReach( null );
	};
	const run = async ( work: () => Promise< void > ): Promise< void > => {
		setBusy( true );
		setProblem( '' );
		try {
			await work();
		} catch ( failure ) {
			setProblem( asProblem( failure ).message );
			speak( asProblem( failure ).message, 'assertive' );
		}
		setBusy( false );
	};
	const preview = (): Promise< void > => run( async () => {
		setConflicts( ( await checkCorrection( body ) ).conflicts );
		let state = await previewCorrection( body );
		setReach( state );
		while ( state.done < state.total && wanted.current ) {
			state = await continuePreview( state.id );
			setReach( state );
		}
		speak( __( 'The earlier questions were asked again.', 'aaia-chatbot' ) );
	} );
	const publish = (): Promise< void > => run( async () => onPublished( ( await publishCorrection( body ) ).id, body.answer ) );
	return (
		<form
			ref={ form }
			className="aaia-correction"
			aria-label={ __( 'Corrected answer', 'aaia-chatbot' ) }
			onSubmit={ ( event ) => {
				event.preventDefault();
				void publish();
			} }
		>
			<div className="aaia-correction__columns">
				<div>
					{ draft.removed > 0 && (
						<p className="aaia-gap__facts">
							{ sprintf(
								/* translators: %d: a number. */
								_n(
									'%d piece of personal data was taken out. Read it through before you publish.',
									'%d pieces of personal data were taken out. Read it through before you publish.',
									draft.removed,
									'aaia-chatbot'
								),
								draft.removed
							) }
						</p>
					) }
					<CorrectionFields body={ body } onChange={ change } />
				</div>
				<div>
					{ draft.wrong !== '' && (
						<>
							<h3>{ __( 'What the assistant said', 'aaia-chatbot' ) }</h3>
							<blockquote dir="auto">{ draft.wrong }</blockquote>
						</>
					) }
					<h3>{ __( 'Found today', 'aaia-chatbot' ) }</h3>
					<PassageList passages={ draft.passages } />
				</div>
			</div>
			{ conflicts.length > 0 && (
				<Notice status="warning" isDismissible={ false }>
					{ __( 'Pages say otherwise:', 'aaia-chatbot' ) }
					<ul>
						{ conflicts.map( ( conflict ) => (
							<li key={ conflict.title + conflict.says }>
								<PageTitle page={ conflict } />: “{ conflict.says }”
							</li>
						) ) }
					</ul>
				</Notice>
			) }
			{ reach !== null && <Reach reach={ reach } /> }
			{ problem !== '' && <Notice status="error" spokenMessage="" onRemove={ () => setProblem( '' ) }>{ problem }</Notice> }
			<div className="aaia-gap__acts">
				<Button
					__next40pxDefaultSize
					variant="secondary"
					disabled={ busy || body.answer.trim() === '' }
					accessibleWhenDisabled
					isBusy={ busy }
					onClick={ () => void preview() }
				>
					{ __( 'Try it on earlier questions', 'aaia-chatbot' ) }
				</Button>
				<Button __next40pxDefaultSize variant="primary" type="submit" disabled={ busy || body.answer.trim() === '' } accessibleWhenDisabled>
					{ __( 'Publish', 'aaia-chatbot' ) }
				</Button>
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
			</div>
		</form>
	);
}
