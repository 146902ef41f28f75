/** @jsxImportSource preact */
import { __ } from '../../../src/i18n/texts';
import { textOf } from '../../../src/message-parts';
import type { VisitorMessage as Message } from '../../../src/wire/wire';
import type { Controller } from '../controller';
import { markdownReader } from '../markdown-reader';
import { Field, FormCard, Thanks } from './FormCard';
import { IconButton } from './IconButton';
import { Pure } from './Pure';

interface RatingProps {
	message: Message;
	controller: Controller;
	/** Whether the owner asks for ratings. */
	ratings: boolean;
	/** Longest comment, in characters. */
	limit: number;
}

interface RatingState {
	/** The comment's form is open, or its words were sent. */
	comment: 'none' | 'asked' | 'thanked';
	copied: boolean;
}

/** "Copied" is shown this long. */
const COPIED_MS = 2_000;

/** What can be done with a finished answer: copy it, say whether it helped, and why. */
export class Rating extends Pure< RatingProps, RatingState > {
	public override state: RatingState = { comment: 'none', copied: false };

	#copy = async (): Promise< void > => {
		try {
			await navigator.clipboard.writeText( markdownReader().plain( textOf( this.props.message.parts ) ) );
			this.setState( { copied: true } );
			setTimeout( () => this.setState( { copied: false } ), COPIED_MS );
		} catch {
			// The browser refuses the clipboard: the text can still be selected.
		}
	};

	#rate = async ( value: 'up' | 'down' ): Promise< void > => {
		const { message, controller } = this.props;
		const taken = message.metadata.rating === value;
		this.setState( { comment: taken ? 'none' : 'asked' } );
		if ( ! ( await controller.rate( message.id, taken ? null : value ) ) ) {
			this.setState( { comment: 'none' } );
		}
	};

	#comment = async ( text: string ): Promise< void > => {
		const { message, controller } = this.props;
		if ( ! text || ( await controller.rate( message.id, message.metadata.rating, text ) ) ) {
			this.setState( { comment: 'thanked' } );
		}
	};

	public override render() {
		const { message: { id, metadata: { rating } }, ratings, limit } = this.props;
		const { comment, copied } = this.state;
		const thumb = ( value: 'up' | 'down', label: string ) => (
			<IconButton icon="thumb" class={ `tool ${ value }` } label={ label } aria-pressed={ rating === value } onClick={ () => this.#rate( value ) } />
		);
		return (
			<div class="tools" part="answer-tools">
				<IconButton icon={ copied ? 'done' : 'copy' } label={ copied ? __( 'Copied', 'aaia-chatbot' ) : __( 'Copy answer', 'aaia-chatbot' ) } onClick={ this.#copy } />
				{ ratings && thumb( 'up', __( 'Helpful', 'aaia-chatbot' ) ) }
				{ ratings && thumb( 'down', __( 'Not helpful', 'aaia-chatbot' ) ) }
				{ comment === 'asked' && rating && (
					<FormCard
						id={ `comment-${ id }` } title={ rating === 'up' ? __( 'What was good?', 'aaia-chatbot' ) : __( 'What was wrong?', 'aaia-chatbot' ) }
						confirm={ __( 'Send comment', 'aaia-chatbot' ) } cancel={ __( 'Cancel', 'aaia-chatbot' ) } busy={ false } failure={ null }
						onConfirm={ ( value ) => void this.#comment( value( 'comment' ) ) } onCancel={ () => this.setState( { comment: 'none' } ) }
					>
						<Field id={ `comment-${ id }-text` } name="comment" label={ __( 'Your comment (optional)', 'aaia-chatbot' ) } max={ limit } />
					</FormCard>
				) }
				{ comment === 'thanked' && rating && <Thanks /> }
			</div>
		);
	}
}
