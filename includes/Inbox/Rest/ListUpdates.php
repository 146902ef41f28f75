<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Inbox\AgentNames;
use Aaia\Chatbot\Inbox\ConversationView;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\MessageView;
use Aaia\Chatbot\Inbox\StaffFeed;
use Aaia\Chatbot\Realtime\Presence;

/**
 * GET /updates: what changed after a cursor; without one, the cursor of now.
 *
 * With `conversation` also that conversation's new and changed messages, and who is there; `follow` is the id of a message in it
 * that is still being written, which is read anew each time. `deleted` says that some conversation is gone: lists are loaded again.
 */
final class ListUpdates extends StaffRoute {

	private const SCOPE = 'staff';

	/** Seconds until the next look while something happens, and otherwise; whoever asks may slow down further, to 30. */
	private const SOON = 2;

	private const CALM = 5;

	public function __construct(
		private readonly StaffFeed $feed,
		private readonly Cursor $cursor,
		private readonly InboxRepository $inbox,
		private readonly Desk $desk,
		private readonly AgentNames $agents,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/updates';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'after'        => Schema::text( 1000 )->optional(),
				'conversation' => Schema::id()->optional(),
				'follow'       => Schema::id()->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'conversations' => Schema::list_of( ConversationView::schema() ),
				'messages'      => Schema::list_of( MessageView::schema() ),
				'deleted'       => Schema::bool(),
				'presence'      => Schema::list_of(
					Schema::closed(
						[
							'author'   => Schema::enum( 'visitor', 'agent' ),
							'name'     => Schema::string()->nullable(),
							'activity' => Schema::enum( 'typing', 'viewing' ),
						]
					)->named( 'StaffPresence' )
				),
				'counts'        => CountsSchema::schema()->nullable(),
				'cursor'        => Schema::string(),
				'poll_after'    => Schema::number(),
			]
		)->named( 'StaffUpdates' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		if ( null === $input->optional( 'after' ) ) {
			return RouteResult::ok( $this->nothing( $this->feed->place_now(), [], self::CALM ) );
		}
		$place = $this->cursor->open( $input->text( 'after' ), self::SCOPE );
		$new   = null === $place ? null : $this->feed->after( $place );
		if ( null === $new ) {
			return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'Too much has happened since. Load the page again.', 'aaia-chatbot' ) );
		}
		$public_id = $input->optional( 'conversation' );
		$presence  = null === $public_id ? [] : $this->presence( $public_id );
		$follow    = $input->optional( 'follow' );
		if ( [] === $new['conversations'] && null === $follow ) {
			$typing = in_array( 'typing', array_column( $presence, 'activity' ), true );
			return RouteResult::ok( $this->nothing( $new['place'], $presence, $typing ? self::SOON : self::CALM ) );
		}
		$conversations = $this->inbox->several( $new['conversations'] );
		return RouteResult::ok(
			[
				'conversations' => $this->desk->conversations->several( $conversations ),
				'messages'      => null === $public_id ? [] : $this->desk->message_view->several( $this->messages( $public_id, $follow, $conversations, $new['messages'] ) ),
				'deleted'       => $new['deleted'],
				'counts'        => [] === $new['conversations'] ? null : $this->inbox->counts( get_current_user_id() ),
				'poll_after'    => $new['more'] ? 0 : self::SOON,
			] + $this->nothing( $new['place'], $presence, self::SOON )
		);
	}

	/**
	 * @param list<Conversation>     $changed
	 * @param array<int, list<int>>  $messages By conversation.
	 *
	 * @return list<Message>
	 */
	private function messages( string $public_id, ?string $follow, array $changed, array $messages ): array {
		$opened = array_values( array_filter( $changed, static fn( Conversation $conversation ): bool => $conversation->public_id === $public_id ) )[0] ?? null;
		if ( null === $opened && null !== $follow ) {
			$opened = $this->desk->find( $public_id );
		}
		if ( null === $opened ) {
			return [];
		}
		$found   = $this->desk->messages->several( $messages[ $opened->id ] ?? [] );
		$growing = null === $follow ? null : $this->desk->messages->by_public_id( $opened->id, $follow );
		if ( null === $growing || in_array( $growing->id, array_map( static fn( Message $message ): int => $message->id, $found ), true ) ) {
			return $found;
		}
		return [ $growing, ...$found ];
	}

	/** @return list<array{author: string, name: ?string, activity: string}> Everybody but the one who asks. */
	private function presence( string $public_id ): array {
		$shown = [];
		foreach ( $this->feed->presence( $public_id ) as $one ) {
			$user = Presence::user_of( $one['who'] );
			if ( null !== $user && get_current_user_id() === $user ) {
				continue;
			}
			$shown[] = [
				'author'   => null === $user ? 'visitor' : 'agent',
				'name'     => null === $user ? null : $this->agents->name( $user ),
				'activity' => $one['activity'],
			];
		}
		return $shown;
	}

	/**
	 * @param list<array{author: string, name: ?string, activity: string}> $presence
	 *
	 * @return array<string, mixed>
	 */
	private function nothing( int $place, array $presence, int $poll_after ): array {
		return [
			'conversations' => [],
			'messages'      => [],
			'deleted'       => false,
			'presence'      => $presence,
			'counts'        => null,
			'cursor'        => $this->cursor->seal( $place, self::SCOPE ),
			'poll_after'    => $poll_after,
		];
	}
}
