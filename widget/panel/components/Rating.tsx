/** @jsxImportSource preact */
import { __ } from '../../../src/i18n/texts';
import type { VisitorMessage as Message } from '../../../src/wire/wire';
import type { Controller } from '../controller';
import { IconButton } from './IconButton';
import { Later } from './Later';
import { Pure } from './Pure';

interface RatingProps {
	message: Message;
	controller: Controller;
	/** Longest comment, in characters. */
	limit: number;
}

interface RatingState {
	/** The comment's form is open, or its words were sent. */
	comment: 'none' | 'asked' | 'thanked';
}

/** What the visitor thinks of a finished answer: whether it helped, and why. */
export class Rating extends Pure< RatingProps, RatingState > {
	public override state: RatingState = { comment: 'none' };

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
		const { message: { id, metadata: { rating } }, controller, limit } = this.props;
		const { comment } = this.state;
		const cancel = (): void => this.setState( { comment: 'none' } );
		const thumb = ( value: 'up' | 'down', label: string ) => (
			<IconButton
				icon="thumb"
				class={ `tool ${ value }` }
				label={ label }
				aria-pressed={ rating === value }
				onClick={ () => this.#rate( value ) }
			/>
		);
		return (
			<div class="tools" part="answer-tools">
				{ thumb( 'up', __( 'Helpful', 'aaia-chatbot' ) ) }
				{ thumb( 'down', __( 'Not helpful', 'aaia-chatbot' ) ) }
				{ comment === 'asked' && rating && (
					<Later
						controller={ controller }
						onCancel={ cancel }
						draw={ ( { Comment } ) => (
							<Comment message={ id } limit={ limit } onComment={ ( text ) => void this.#comment( text ) } onCancel={ cancel } />
						) }
					/>
				) }
				{ comment === 'thanked' && rating && <Later controller={ controller } draw={ ( { Thanks } ) => <Thanks /> } /> }
			</div>
		);
	}
}
