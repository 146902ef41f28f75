<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Inbox\Bulk\BulkRunRepository;
use Aaia\Chatbot\Inbox\Bulk\BulkRunResource;
use Aaia\Chatbot\Inbox\Notices\NoticeKind;
use Aaia\Chatbot\Inbox\Notices\OwnNotices;
use Aaia\Chatbot\Realtime\Presence;

/**
 * Changes since a cursor; without a cursor, only the current cursor.
 *
 * With `conversation`, also the new and changed messages of that conversation, and who is present in it. `follow` is the id of a message
 * that is still being written; it is read each time. `deleted` says that a conversation was deleted or a team changed, so clients reload
 * their lists; `bulk` are changes to many conversations that the user asked for and that went on; `lists` that labels, categories or views
 * of the team were made, changed or deleted, so clients load them again.
 * With `present`, also who is in other conversations; visitors only while they type. `notices`: what the current user wants to be
 * notified of.
 *
 * @phpstan-type Present array{author: string, name: ?string, activity: string}
 * @phpstan-type PresentThere array{conversation: string, author: string, name: ?string, activity: string}
 */
final class UpdatesController extends StaffController {

	private const SCOPE = 'staff';

	/** Seconds until the next poll while something happens, and otherwise. Clients may slow down to 30. */
	private const SOON = 2;

	private const CALM = 5;

	/** Most conversations whose tabs are asked for at once, and the length of their ids together. */
	private const OPENED = 20;

	private const IDS = self::OPENED * 65;

	private const NOBODY = [ 'here' => [], 'elsewhere' => [] ];

	public static function routes(): array {
		return [
			Operation::get( '/updates', 'read', Capability::View )
				->takes( Schema::closed( [
					'after'        => Schema::text( 1000 )->optional(),
					'conversation' => Schema::id()->optional(),
					'follow'       => Schema::id()->optional(),
					'present'      => Schema::bool()->optional(),
				] ) )
				->answers( self::updates_schema() ),
			Operation::get( '/updates/opened', 'opened', Capability::View )
				->takes( Schema::closed( [ 'ids' => Schema::text( self::IDS ) ] ) )
				->answers(
					Schema::closed( [ 'conversations' => Schema::list_of( ConversationResource::schema() ) ] )->named( 'OpenedConversations' )
				),
			Operation::get( '/updates/unread', 'unread', Capability::View )
				->answers( Schema::closed( [ 'unread' => Schema::int() ] )->named( 'UnreadCount' ) ),
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
		private readonly ThreadActivity $activity,
		private readonly BulkRunRepository $runs,
		private readonly BulkRunResource $bulk,
		private readonly OwnNotices $notices,
	) {}

	public function read( Input $input ): RouteResult {
		if ( null === $input->optional( 'after' ) ) {
			return RouteResult::ok( $this->unchanged( $this->feed->current_position(), self::NOBODY, self::CALM ) );
		}
		$position = $this->cursor->open( $input->text( 'after' ), self::SCOPE );
		$new      = null === $position ? null : $this->feed->after( $position );
		if ( null === $new ) {
			return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'Too much has changed since. Reload the page.', 'aaia-chatbot' ) );
		}
		$public_id = $input->optional( 'conversation' );
		$presence  = $this->presence( $public_id, $input->bool( 'present' ) );
		$follow    = $input->optional( 'follow' );
		if ( [] === $new['conversations'] && null === $follow && ! $new['lists'] && ! $new['deleted'] && [] === $new['runs'] ) {
			$typing = in_array( 'typing', array_column( $presence['here'], 'activity' ), true );
			return RouteResult::ok( $this->unchanged( $new['position'], $presence, $typing ? self::SOON : self::CALM ) );
		}
		$conversations = $this->inbox->several( $new['conversations'] );
		$messages      = null === $public_id ? [] : $this->new_messages( $public_id, $follow, $conversations, $new['messages'] );
		return RouteResult::ok(
			[
				'conversations' => $this->conversations->several( $conversations ),
				'messages'      => $this->message_resource->several( $messages ),
				'activity'      => null === $public_id ? [] : $this->new_activity( $public_id, $conversations, $new['events'] ),
				'notices'       => $this->notices->of( $new['events'], $conversations, get_current_user_id() ),
				'deleted'       => $new['deleted'],
				'lists'         => $new['lists'],
				'bulk'          => $this->bulk( $new['runs'] ),
				'counts'        => [] === $new['conversations'] ? null : $this->inbox->counts( get_current_user_id() ),
				'poll_after'    => $new['more'] ? 0 : self::SOON,
			] + $this->unchanged( $new['position'], $presence, self::SOON )
		);
	}

	/** Conversations as they are now, for the tabs of those that somebody has open: `ids` with commas between. Others are left out. */
	public function opened( Input $input ): RouteResult {
		$ids = array_slice( array_unique( array_filter( explode( ',', $input->text( 'ids' ) ) ) ), 0, self::OPENED );
		return RouteResult::ok( [
			'conversations' => $this->conversations->several( $this->inbox->by_public_ids( array_values( $ids ) ) ),
		] );
	}

	/** How many active conversations are unread, at most 100: for the icon in the admin bar. One indexed query. */
	public function unread(): RouteResult {
		return RouteResult::ok( [ 'unread' => $this->inbox->unread() ] );
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

	/**
	 * @param list<Conversation> $changed
	 * @param list<Event>        $events
	 *
	 * @return list<array<string, mixed>>
	 */
	private function new_activity( string $public_id, array $changed, array $events ): array {
		foreach ( $changed as $conversation ) {
			if ( $conversation->public_id === $public_id ) {
				$of_this = static fn( Event $event ): bool => $event->conversation_id === $conversation->id;
				return $this->activity->several( array_values( array_filter( $events, $of_this ) ) );
			}
		}
		return [];
	}

	/**
	 * @param list<int> $ids
	 *
	 * @return list<array<string, mixed>>
	 */
	private function bulk( array $ids ): array {
		$shown = [];
		foreach ( $ids as $id ) {
			$run     = $this->runs->by_id( $id );
			$shown[] = null === $run ? null : $this->bulk->one( $run );
		}
		return array_values( array_filter( $shown ) );
	}

	/**
	 * Who is in a conversation, and who in which others; without the current user.
	 *
	 * @return array{here: list<Present>, elsewhere: list<PresentThere>}
	 */
	private function presence( ?string $public_id, bool $everywhere ): array {
		$here      = [];
		$elsewhere = [];
		foreach ( null === $public_id && ! $everywhere ? [] : $this->feed->presence( $public_id, $everywhere ) as $one ) {
			$user = Presence::user_id( $one['who'] );
			if ( null !== $user && get_current_user_id() === $user ) {
				continue;
			}
			$present = [
				'author'   => null === $user ? 'visitor' : 'agent',
				'name'     => null === $user ? null : $this->agents->name( $user ),
				'activity' => $one['activity'],
			];
			if ( $one['conversation'] === $public_id ) {
				$here[] = $present;
			}
			if ( $everywhere ) {
				$elsewhere[] = [ 'conversation' => $one['conversation'] ] + $present;
			}
		}
		return [ 'here' => $here, 'elsewhere' => $elsewhere ];
	}

	/**
	 * @param array{here: list<Present>, elsewhere: list<PresentThere>} $presence
	 *
	 * @return array<string, mixed>
	 */
	private function unchanged( int $position, array $presence, int $poll_after ): array {
		return [
			'conversations' => [],
			'messages'      => [],
			'activity'      => [],
			'deleted'       => false,
			'lists'         => false,
			'bulk'          => [],
			'notices'       => [],
			'presence'      => $presence['here'],
			'present'       => $presence['elsewhere'],
			'counts'        => null,
			'cursor'        => $this->cursor->seal( $position, self::SCOPE ),
			'poll_after'    => $poll_after,
		];
	}

	private static function updates_schema(): Schema {
		$present = [
			'author'   => Schema::enum( 'visitor', 'agent' ),
			'name'     => Schema::string()->nullable(),
			'activity' => Schema::enum( 'typing', 'viewing' ),
		];
		return Schema::closed(
			[
				'conversations' => Schema::list_of( ConversationResource::schema() ),
				'messages'      => Schema::list_of( MessageResource::schema() ),
				'activity'      => Schema::list_of( ThreadActivity::schema() ),
				'deleted'       => Schema::bool(),
				'lists'         => Schema::bool(),
				'bulk'          => Schema::list_of( BulkRunResource::schema() ),
				'notices'       => Schema::list_of(
					Schema::closed(
						[
							'conversation' => Schema::string(),
							'kind'         => Schema::enum( ...array_column( NoticeKind::cases(), 'value' ) ),
						]
					)->named( 'StaffNotice' )
				),
				'presence'      => Schema::list_of( Schema::closed( $present )->named( 'StaffPresence' ) ),
				'present'       => Schema::list_of( Schema::closed( [ 'conversation' => Schema::string() ] + $present )->named( 'StaffPresent' ) ),
				'counts'        => ConversationResource::counts_schema()->nullable(),
				'cursor'        => Schema::string(),
				'poll_after'    => Schema::number(),
			]
		)->named( 'StaffUpdates' );
	}
}
