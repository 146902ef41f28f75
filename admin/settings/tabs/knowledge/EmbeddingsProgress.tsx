import { Button, Notice, Spinner } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { deleteEmbeddings, loadEmbeddings, startEmbeddings } from '../../../data/embeddings';
import { useSettings } from '../../settings-context';
import { isDirty } from '../../settings-state';
import { useConfirm } from '../../../shared/use-confirm';
import { useLoaded } from '../../../shared/use-loaded';
import { count, passages, size } from './words';
import type { EmbeddingState } from '../../../../src/wire/wire';

/** Milliseconds between two polls while passages are embedded. */
const LOOK = 3_000;

/** The state in one sentence. */
function standing( state: EmbeddingState ): string {
	switch ( state.progress ) {
		case 'off':
			return __( 'Passages are found by words alone. The vectors below are kept until you delete them.', 'aaia-chatbot' );
		case 'not_started':
			return sprintf(
				/* translators: 1: such as “120 passages”, 2: number of tokens. */
				__( 'Not started. %1$s would be sent to this model, about %2$s tokens. Your provider’s prices apply.', 'aaia-chatbot' ),
				passages( state.chunks ),
				count( state.estimate )
			);
		case 'building':
			return sprintf(
				/* translators: 1: passages done, 2: passages there are. */
				__( '%1$s of %2$s passages embedded. They are used once all are done.', 'aaia-chatbot' ),
				count( state.done ),
				count( state.chunks )
			);
		case 'ready':
			return state.done < state.chunks
				? /* translators: 1: passages done, 2: passages there are. */
					sprintf(
						__( 'In use. %1$s of %2$s passages embedded; the new ones follow.', 'aaia-chatbot' ),
						count( state.done ),
						count( state.chunks )
					)
				: /* translators: %s: such as “120 passages”. */
					sprintf( __( 'In use: %s embedded. New and changed ones follow automatically.', 'aaia-chatbot' ), passages( state.done ) );
	}
}

/** Progress and usage of search by meaning, with buttons to start and delete it. */
export function EmbeddingsProgress( { changes, off }: { changes: number; off: boolean } ) {
	const { state: settings, save } = useSettings();
	const { value, problem, reload } = useLoaded( useCallback( loadEmbeddings, [] ) );
	const confirm = useConfirm();
	const [ failure, setFailure ] = useState( '' );
	const [ working, setWorking ] = useState( false );
	const before = useRef< EmbeddingState[ 'progress' ] | null >( null );
	const progress = value?.progress ?? null;
	const going = progress === 'building' || ( value !== null && progress === 'ready' && value.done < value.chunks );
	const dirty = isDirty( settings );

	useEffect( () => {
		reload();
	}, [ changes, settings.server, reload ] );

	useEffect( () => {
		if ( before.current === 'building' && progress === 'ready' ) {
			speak( __( 'All passages are embedded and in use.', 'aaia-chatbot' ) );
		}
		before.current = progress;
		if ( ! going ) {
			return;
		}
		const timer = setTimeout( reload, LOOK );
		return () => clearTimeout( timer );
	}, [ value, going, progress, reload ] );

	const act = async ( action: () => Promise< EmbeddingState > ): Promise< void > => {
		setWorking( true );
		setFailure( '' );
		if ( ! dirty || await save() ) {
			await action().then( reload, ( reason: unknown ) => setFailure( asProblem( reason ).message ) );
		}
		setWorking( false );
	};

	const remove = (): void => {
		confirm.ask( {
			title: __( 'Delete all vectors?', 'aaia-chatbot' ),
			text: __( 'Embedding them again costs the same tokens again.', 'aaia-chatbot' ),
			action: __( 'Delete all vectors', 'aaia-chatbot' ),
			onSure: () => void act( deleteEmbeddings ),
		} );
	};

	if ( value === null ) {
		return problem === '' ? <Spinner /> : <Notice status="error" isDismissible={ false }>{ problem }</Notice>;
	}
	if ( off && value.searched === '' && value.bytes === 0 ) {
		return null;
	}
	const changed = value.progress === 'not_started' && value.searched !== '';
	return (
		<div className="aaia-embeddings">
			{ confirm.dialog }
			{ [ value.problem, failure ].filter( Boolean ).map( ( sentence ) => (
				<Notice key={ sentence } status="warning" isDismissible={ false }>
					{ sentence }
				</Notice>
			) ) }
			{ ! dirty && <p>{ standing( value ) }</p> }
			{ changed && ! dirty && (
				<p>
					{
						/* translators: %s: name of a model. */ sprintf(
							__( 'Until then the vectors of “%s” are used, as long as its server is the same.', 'aaia-chatbot' ),
							value.searched
						)
					}
				</p>
			) }
			{ value.progress === 'building' && (
				<progress value={ value.done } max={ Math.max( 1, value.chunks ) } aria-label={ __( 'Passages embedded', 'aaia-chatbot' ) } />
			) }
			{ ( value.bytes > 0 || value.tokens > 0 ) && (
				<dl className="aaia-totals">
					<div>
						<dt>{ __( 'Tokens used', 'aaia-chatbot' ) }</dt>
						<dd>{ count( value.tokens ) }</dd>
					</div>
					<div>
						<dt>{ __( 'Tokens today', 'aaia-chatbot' ) }</dt>
						<dd>{ count( value.tokens_today ) }</dd>
					</div>
					<div>
						<dt>{ __( 'Dimensions', 'aaia-chatbot' ) }</dt>
						<dd>{ count( value.dimensions ) }</dd>
					</div>
					<div>
						<dt>{ __( 'Vectors', 'aaia-chatbot' ) }</dt>
						<dd>{ size( value.bytes ) }</dd>
					</div>
					{ value.refused > 0 && (
						<div>
							<dt>{ __( 'Refused by the server', 'aaia-chatbot' ) }</dt>
							<dd>{ count( value.refused ) }</dd>
						</div>
					) }
				</dl>
			) }
			<div className="aaia-embeddings__acts">
				{ ! off && ( value.progress === 'not_started' || dirty ) && (
					<Button
						__next40pxDefaultSize
						variant="primary"
						isBusy={ working }
						disabled={ working }
						accessibleWhenDisabled
						onClick={ () => void act( dirty ? loadEmbeddings : startEmbeddings ) }
					>
						{ dirty ? __( 'Save and show the cost', 'aaia-chatbot' ) : __( 'Embed all passages', 'aaia-chatbot' ) }
					</Button>
				) }
				{ ! off && ! dirty && going && value.problem !== '' && (
					<Button
						__next40pxDefaultSize
						variant="secondary"
						isBusy={ working }
						disabled={ working }
						accessibleWhenDisabled
						onClick={ () => void act( startEmbeddings ) }
					>
						{ __( 'Try again now', 'aaia-chatbot' ) }
					</Button>
				) }
				{ value.bytes > 0 && (
					<Button __next40pxDefaultSize variant="tertiary" isDestructive disabled={ working } accessibleWhenDisabled onClick={ remove }>
						{ __( 'Delete all vectors', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</div>
	);
}
