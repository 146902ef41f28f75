<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\AssignmentConflict;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Realtime\Presence;

/** Actions of agents on a conversation: take over, hand back, mark as read or unread, show activity, edit the score, sign the visitor out. */
final class ConversationActionsController extends StaffController {

	public static function routes(): array {
		$shown = ConversationResource::schema();
		$saved = Schema::closed( [ 'saved' => Schema::bool() ] );
		return [
			Operation::post( '/conversations/{id}/takeover', 'take_over', Capability::Reply )
				->takes( Schema::closed( [ 'assignee_seen' => Schema::int( 1 )->nullable()->optional() ] ) )
				->answers( $shown )
				->named( 'TakeOver' ),
			Operation::post( '/conversations/{id}/release', 'release', Capability::Reply )->answers( $shown ),
			Operation::put( '/conversations/{id}/read', 'mark_read', Capability::Reply )->answers( $shown ),
			Operation::put( '/conversations/{id}/unread', 'mark_unread', Capability::Reply )->answers( $shown ),
			Operation::post( '/conversations/{id}/typing', 'note_activity', Capability::View )
				->takes( Schema::closed( [ 'activity' => Schema::enum( 'typing', 'viewing' )->optional() ] ) )
				->answers( $saved )
				->named( 'NoteTyping' ),
			Operation::put( '/conversations/{id}/satisfaction', 'score', Capability::Reply )
				->takes( Schema::closed( [
					'score'   => Schema::int( 1, 5 )->nullable(),
					'comment' => Schema::text( 1000 )->optional(),
				] ) )
				->answers( $saved ),
			Operation::post( '/conversations/{id}/sign-out', 'sign_out', Capability::Reply )->answers( $shown ),
		];
	}

	public function __construct(
		private readonly ConversationFinder $finder,
		private readonly AgentService $service,
		private readonly RatingService $ratings,
		private readonly Presence $presence,
		private readonly VisitorRepository $visitors,
		private readonly ConversationResource $resource,
		private readonly CrossedAssignment $crossed,
	) {}

	/**
	 * Gives the conversation to the current user; an answer that is being written stops at once.
	 *
	 * `assignee_seen` is whom the agent saw it assigned to: when it is a third person's by now, nothing is changed (409).
	 */
	public function take_over( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversation( $request );
		try {
			$this->service->take_over( $conversation->id, get_current_user_id(), CrossedAssignment::seen( $input ) );
			return $this->shown( $conversation );
		} catch ( AssignmentConflict $conflict ) {
			return $this->crossed->answer( $conflict );
		}
	}

	/** Hands the conversation back to the assistant. */
	public function release( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversation( $request );
		$this->service->release( $conversation->id, get_current_user_id() );
		return $this->shown( $conversation );
	}

	/** Marks the conversation as read for everybody, and removes the current user's own mark. */
	public function mark_read( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversation( $request );
		$this->service->mark_read( $conversation->id, get_current_user_id() );
		return $this->shown( $conversation );
	}

	/** Marks the conversation as unread for the current user, until they open it again. */
	public function mark_unread( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversation( $request );
		$this->service->mark_unread( $conversation->id, get_current_user_id() );
		return $this->shown( $conversation );
	}

	/** Shows for a few seconds that the current user is typing in or viewing the conversation. */
	public function note_activity( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversation( $request, Capability::View );
		$activity     = Presence::VIEWING === $input->text( 'activity' ) ? Presence::VIEWING : Presence::TYPING;
		$this->presence->record( $conversation->id, Presence::agent( get_current_user_id() ), $activity );
		return RouteResult::ok( [ 'saved' => true ] );
	}

	/** Changes the score of a conversation; null removes it. */
	public function score( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversation( $request );
		$this->ratings->score( $conversation->id, $input->int( 'score' ) ?: null, $input->text( 'comment' ), get_current_user_id() );
		return RouteResult::ok( [ 'saved' => true ] );
	}

	/**
	 * Revokes all tokens of the conversation's visitor.
	 *
	 * The visitor's browsers get new visitors and show none of the former conversations. A private note tells other agents why replies no
	 * longer arrive.
	 */
	public function sign_out( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversation( $request );
		if ( null === $conversation->visitor_id ) {
			$sentence = __( 'This conversation did not begin in the chat: there is nobody to sign out.', 'aaia-chatbot' );
			return RouteResult::problem( 409, 'aaia_no_visitor', $sentence );
		}
		$this->visitors->revoke_all( $conversation->visitor_id );
		$note = __(
			'I signed this visitor out. Their browser no longer shows this conversation: answers here reach them only by e-mail, if their address is known.',
			'aaia-chatbot'
		);
		$this->service->reply( $conversation->id, get_current_user_id(), $note, true, null, null );
		return $this->shown( $conversation );
	}

	private function conversation( \WP_REST_Request $request, Capability $capability = Capability::Reply ): Conversation {
		return $this->finder->find( $this->in_path( $request, 'id' ), $capability );
	}

	/** The conversation as it is now. */
	private function shown( Conversation $conversation ): RouteResult {
		return RouteResult::ok( $this->resource->one( $this->finder->find( $conversation->public_id ) ) );
	}
}
