<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Realtime\Presence;

/**
 * Changes since a cursor; without a cursor, only the current cursor.
 *
 * With `conversation`, also the new and changed messages of that conversation, and who is present in it. `follow` is the id of a message
 * that is still being written; it is read each time. `deleted` says that a conversation was deleted, so clients reload their lists;
 * `lists` that labels, categories or views of the team were made, changed or deleted, so clients load them again.
 */
final class UpdatesController extends StaffController {

	private const SCOPE = 'staff';

	/** Seconds until the next poll while something happens, and otherwise. Clients may slow down to 30. */
	private const SOON = 2;

	private const CALM = 5;

	public static function routes(): array {
		return [
			Operation::get( '/updates', 'read', Capability::View )
				->takes( Schema::closed( [
					'after'        => Schema::text( 1000 )->optional(),
					'conversation' => Schema::id()->optional(),
					'follow'       => Schema::id()->optional(),
				] ) )
				->answers( self::updates_schema() ),
		];
	}

	public function __construct(
		private readonly StaffFeed $feed,
		private readonly Cursor $cursor,
		private readonly InboxRepository $inbox,
		private readonly ConversationAccess $access,
		private readonly ConversationRepository $repository,
		private readonly MessageRepository $messages,
		private readonly ConversationResource $conversations,
		private readonly MessageResource $message_resource,
		private readonly AgentNames $agents,
	) {}

	public function read( Input $input ): RouteResult {
		if ( null === $input->optional( 'after' ) ) {
			return RouteResult::ok( $this->unchanged( $this->feed->current_position(), [], self::CALM ) );
		}
		$position = $this->cursor->open( $input->text( 'after' ), self::SCOPE );
		$new      = null === $position ? null : $this->feed->after( $position );
		if ( null === $new ) {
			return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'Too much has changed since. Reload the page.', 'aaia-chatbot' ) );
		}
		$public_id = $input->optional( 'conversation' );
		$presence  = null === $public_id ? [] : $this->presence( $public_id );
		$follow    = $input->optional( 'follow' );
		if ( [] === $new['conversations'] && null === $follow && ! $new['lists'] ) {
			$typing = in_array( 'typing', array_column( $presence, 'activity' ), true );
			return RouteResult::ok( $this->unchanged( $new['position'], $presence, $typing ? self::SOON : self::CALM ) );
		}
		$conversations = $this->inbox->several( $new['conversations'] );
		$messages      = null === $public_id ? [] : $this->new_messages( $public_id, $follow, $conversations, $new['messages'] );
		return RouteResult::ok(
			[
				'conversations' => $this->conversations->several( $conversations ),
				'messages'      => $this->message_resource->several( $messages ),
				'deleted'       => $new['deleted'],
				'lists'         => $new['lists'],
				'counts'        => [] === $new['conversations'] ? null : $this->inbox->counts( get_current_user_id() ),
				'poll_after'    => $new['more'] ? 0 : self::SOON,
			] + $this->unchanged( $new['position'], $presence, self::SOON )
		);
	}

	/**
	 * @param list<Conversation>     $changed
	 * @param array<int, list<int>>  $messages By conversation.
	 *
	 * @return list<Message>
	 */
	private function new_messages( string $public_id, ?string $follow, array $changed, array $messages ): array {
		$is_open = static fn( Conversation $conversation ): bool => $conversation->public_id === $public_id;
		$opened  = array_values( array_filter( $changed, $is_open ) )[0] ?? null;
		if ( null === $opened && null !== $follow ) {
			$opened = $this->access->permitted( $this->repository->by_public_id( $public_id ) );
		}
		if ( null === $opened ) {
			return [];
		}
		$found   = $this->messages->several( $messages[ $opened->id ] ?? [] );
		$growing = null === $follow ? null : $this->messages->by_public_id( $opened->id, $follow );
		if ( null === $growing || in_array( $growing->id, array_map( static fn( Message $message ): int => $message->id, $found ), true ) ) {
			return $found;
		}
		return [ $growing, ...$found ];
	}

	/** @return list<array{author: string, name: ?string, activity: string}> Without the current user. */
	private function presence( string $public_id ): array {
		$shown = [];
		foreach ( $this->feed->presence( $public_id ) as $one ) {
			$user = Presence::user_id( $one['who'] );
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
	private function unchanged( int $position, array $presence, int $poll_after ): array {
		return [
			'conversations' => [],
			'messages'      => [],
			'deleted'       => false,
			'lists'         => false,
			'presence'      => $presence,
			'counts'        => null,
			'cursor'        => $this->cursor->seal( $position, self::SCOPE ),
			'poll_after'    => $poll_after,
		];
	}

	private static function updates_schema(): Schema {
		return Schema::closed(
			[
				'conversations' => Schema::list_of( ConversationResource::schema() ),
				'messages'      => Schema::list_of( MessageResource::schema() ),
				'deleted'       => Schema::bool(),
				'lists'         => Schema::bool(),
				'presence'      => Schema::list_of(
					Schema::closed(
						[
							'author'   => Schema::enum( 'visitor', 'agent' ),
							'name'     => Schema::string()->nullable(),
							'activity' => Schema::enum( 'typing', 'viewing' ),
						]
					)->named( 'StaffPresence' )
				),
				'counts'        => ConversationResource::counts_schema()->nullable(),
				'cursor'        => Schema::string(),
				'poll_after'    => Schema::number(),
			]
		)->named( 'StaffUpdates' );
	}
}
