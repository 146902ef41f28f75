<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorController;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Realtime\Presence;
use Aaia\Chatbot\Realtime\VisitorFeed;

/** A visitor's own conversation: list messages, mark as read, show typing, delete. */
final class ConversationController extends VisitorController {

	/** Messages of one page. */
	private const PAGE = 50;

	public static function routes(): array {
		$saved = Schema::closed( [ 'saved' => Schema::bool() ] );
		return [
			Operation::get( '/chat/{id}/messages', 'list_messages' )
				->takes( Schema::closed( [ 'after' => Schema::text( 200 )->optional() ] ) )
				->answers( Schema::closed( [
					'conversation' => UiMessages::conversation_schema(),
					'items'        => Schema::list_of( UiMessages::message_schema() ),
					'cursor'       => Schema::string(),
				] ) )
				->named( 'ReadHistory' )
				->counted_as( 'read' ),
			Operation::put( '/chat/{id}/read', 'mark_read' )
				->takes( Schema::closed( [ 'message' => Schema::id() ] ) )
				->answers( $saved )
				->named( 'MarkRead' )
				->counted_as( 'read' ),
			Operation::post( '/chat/{id}/typing', 'note_typing' )->answers( $saved )->counted_as( 'typing' ),
			Operation::delete( '/chat/{id}', 'delete' )->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) )->counted_as( 'erase' ),
		];
	}

	public function __construct(
		VisitorGate $gate,
		private readonly ConversationService $conversations,
		private readonly MessageRepository $messages,
		private readonly VisitorFeed $feed,
		private readonly Cursor $cursor,
		private readonly Presence $presence,
		private readonly UiMessages $ui,
	) {
		parent::__construct( $gate );
	}

	/** The newest messages; with `after`, those that changed since. */
	public function list_messages( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		$now          = $this->feed->current_position();
		$after        = $input->optional( 'after' );
		$items        = $this->messages->thread( $conversation->id, self::PAGE, false );
		if ( null !== $after ) {
			$position = $this->cursor->open( $after, $visitor->public_id );
			$changed  = null === $position ? null : $this->feed->after( (int) $visitor->id, $position, $visitor->conversation_id );
			if ( null === $changed ) {
				return UpdatesController::cursor_expired();
			}
			$now      = $changed['position'];
			$shown    = static fn( Message $message ): bool => $message->conversation_id === $conversation->id && ! $message->private;
			$items    = array_values( array_filter( $this->messages->several( $changed['messages'] ), $shown ) );
		}
		return RouteResult::ok(
			[
				'conversation' => $this->ui->conversation( $conversation ),
				'items'        => array_map( fn( Message $message ): array => $this->ui->message( $message, $conversation->public_id ), $items ),
				'cursor'       => $this->cursor->seal( $now, $visitor->public_id ),
			]
		);
	}

	/** Marks everything up to a message as read by the visitor. */
	public function mark_read( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		$message      = $this->messages->by_public_id( $conversation->id, $input->text( 'message' ) );
		if ( null === $message || $message->private ) {
			return RouteResult::not_found();
		}
		$this->conversations->mark_read_by_visitor( $conversation, $message );
		return RouteResult::ok( [ 'saved' => true ] );
	}

	/** Shows staff for a few seconds that the visitor is typing. */
	public function note_typing( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		$this->presence->record( $conversation->id, Presence::visitor(), Presence::TYPING );
		return RouteResult::ok( [ 'saved' => true ] );
	}

	/** Erases the conversation permanently, for staff too. Mails are passed on, so a session begun by a mailed link may not. */
	public function delete( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		if ( null !== $visitor->invitation ) {
			$sentence = __( 'Opened by a link, the conversation cannot be deleted. Ask our team here to delete it.', 'aaia-chatbot' );
			return RouteResult::problem( 403, 'aaia_link_only', $sentence );
		}
		$this->conversations->erase( $conversation );
		return RouteResult::ok( [ 'deleted' => 0 === array_sum( $this->conversations->remaining( $conversation->id ) ) ] );
	}
}
