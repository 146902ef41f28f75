<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Category;
use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\Contacts\ContactNotFound;
use Aaia\Chatbot\Conversations\Label;
use Aaia\Chatbot\Conversations\LabelRepository;
use Aaia\Chatbot\Conversations\Priority;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Conversations\UnreadMarkRepository;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\Contacts\ContactSearch;

/** Parses the filters of a list from a request, or returns a message about the invalid one. */
final class InboxFilterParser {

	/** @return array<string, Schema> */
	public static function schema(): array {
		return [
			'view'     => Schema::enum( 'mine', 'unassigned', 'all', 'pending' )->optional(),
			'status'   => Schema::text( 60 )->optional(),
			'todo'     => Schema::bool()->optional(),
			'archived' => Schema::enum( 'true', 'false', 'any', '1', '0' )->optional(),
			'channel'  => Schema::text( 20 )->optional(),
			'account'  => Schema::text( 20 )->optional(),
			'assignee' => Schema::text( 20 )->optional(),
			'team'     => Schema::text( 20 )->optional(),
			'unread'   => Schema::bool()->optional(),
			'stuck'    => Schema::bool()->optional(),
			'rating'   => Schema::enum( 'up', 'down' )->optional(),
			'priority' => Schema::enum( ...Priority::words() )->optional(),
			'label'    => Schema::text( 200 )->optional(),
			'category' => Schema::text( 200 )->optional(),
			'contact'  => Schema::text( 64 )->optional(),
			'answers'  => Schema::enum( ...array_column( AnswerIssue::cases(), 'value' ) )->optional(),
			'search'   => Schema::text( 200 )->optional(),
			'figure'   => Schema::text( 1000 )->optional(),
			'from'     => Schema::text( 40 )->optional(),
			'to'       => Schema::text( 40 )->optional(),
			'orderby'  => Schema::text( 40 )->optional(),
			'order'    => Schema::enum( 'asc', 'desc' )->optional(),
		];
	}

	public function __construct(
		private readonly UnreadMarkRepository $marks,
		private readonly LabelRepository $labels,
		private readonly CategoryRepository $categories,
		private readonly TeamRepository $teams,
		private readonly ContactSearch $contacts,
		private readonly FigureFilter $figures,
	) {}

	/** The filter, or a translated error message. */
	public function parse( Input $query, int $user_id ): InboxFilter|string {
		if ( $query->bool( 'todo' ) && ( null !== $query->optional( 'status' ) || 'pending' === $query->optional( 'view' ) ) ) {
			return __( 'Give either a status or “todo”.', 'aaia-chatbot' );
		}
		if ( ! in_array( $query->optional( 'channel' ), [ null, 'web' ], true ) ) {
			return __( 'The only channel is “web”.', 'aaia-chatbot' );
		}
		$statuses = $this->statuses( $query );
		$assignee = $this->assignee( $query, $user_id );
		$team     = $this->team( $query );
		$figure   = $this->figure( $query );
		$dates    = null === $figure ? $this->dates( $query ) : [ null, null ];
		$label    = $this->label( $query );
		$category = $this->category( $query->line( 'category' ) );
		$contact  = $this->contact( $query->line( 'contact' ) );
		$account  = self::account( $query->optional( 'account' ) );
		foreach ( [ $statuses, $assignee, $team, $figure, $dates, $label, $category, $contact, $account ] as $read ) {
			if ( is_string( $read ) ) {
				return $read;
			}
		}
		$sort = $query->optional( 'orderby' ) ?? InboxFilter::BY_ACTIVITY;
		if ( ! in_array( $sort, [ InboxFilter::BY_ACTIVITY, InboxFilter::BY_WAITING, InboxFilter::BY_CATEGORY ], true ) ) {
			return __( 'Order by “last_activity”, “waiting” or “category”.', 'aaia-chatbot' );
		}
		$search   = $query->line( 'search' );
		$archived = $query->optional( 'archived' );
		if ( '' !== $search && InboxFilter::BY_ACTIVITY !== $sort ) {
			return __( 'What a search finds is ordered by time: the newest conversation first.', 'aaia-chatbot' );
		}
		return new InboxFilter(
			is_array( $statuses ) ? $statuses : [],
			match ( $archived ) {
				'true', '1'  => true,
				'false', '0' => false,
				'any'        => null,
				default      => '' === $search ? false : null,
			},
			is_int( $assignee ) ? $assignee : null,
			$query->has( 'unread' ) ? $query->bool( 'unread' ) : null,
			match ( $query->optional( 'rating' ) ) {
				'up'    => 1,
				'down'  => -1,
				default => null,
			},
			is_array( $dates ) ? $dates[0] : null,
			is_array( $dates ) ? $dates[1] : null,
			$search,
			$sort,
			'desc' === ( $query->optional( 'order' ) ?? ( InboxFilter::BY_ACTIVITY === $sort ? 'desc' : 'asc' ) ),
			AnswerIssue::tryFrom( $query->optional( 'answers' ) ?? '' ),
			$query->bool( 'todo' ),
			$query->has( 'unread' ) ? $this->marks->of( $user_id ) : [],
			Priority::from_word( $query->text( 'priority' ) ),
			is_int( $label ) ? $label : null,
			is_int( $category ) ? $category : null,
			InboxFilter::BY_CATEGORY === $sort ? array_map( static fn( Category $one ): int => $one->id, $this->categories->all() ) : [],
			is_int( $team ) ? $team : null,
			'mine' === $query->optional( 'view' ) ? $this->teams->of_user( $user_id ) : [],
			is_int( $contact ) ? $contact : null,
			$query->bool( 'stuck' ),
			is_int( $account ) ? $account : null,
			$figure instanceof IndexRange ? $figure : null,
		);
	}

	/** The conversations of a figure of Insights. `from` and `to` are then the days on which they began. */
	private function figure( Input $query ): IndexRange|string|null {
		return '' === $query->line( 'figure' )
			? null
			: $this->figures->range( $query->line( 'figure' ), $query->line( 'from' ), $query->line( 'to' ) )
				?? __( 'Give the name of a figure, and two days such as 2026-01-31.', 'aaia-chatbot' );
	}

	/** A channel account's row id, or WEB_CHAT. */
	private static function account( ?string $typed ): int|string|null {
		return match ( true ) {
			null === $typed  => null,
			'web' === $typed => InboxFilter::WEB_CHAT,
			1 === preg_match( '/\A[1-9]\d{0,17}\z/', $typed ) => (int) $typed,
			default          => __( 'The account is “web” or the number of an account.', 'aaia-chatbot' ),
		};
	}

	/** A contact's row id, from its public id; of one that was merged, that of the contact that has its conversations now. */
	private function contact( string $public_id ): int|string|null {
		try {
			return '' === $public_id ? null : $this->contacts->find( $public_id )->id;
		} catch ( ContactNotFound ) {
			return __( 'This contact no longer exists.', 'aaia-chatbot' );
		}
	}

	/** A label's row id, from its name or `#` and its number. */
	private function label( Input $query ): int|string|null {
		$typed = $query->line( 'label' );
		if ( '' === $typed ) {
			return null;
		}
		$number = 1 === preg_match( '/\A#([1-9]\d{0,17})\z/', $typed, $match ) ? (int) $match[1] : 0;
		$label  = 0 === $number ? $this->labels->by_name( Label::name( $typed ) ) : $this->labels->by_id( $number );
		/* translators: %s: name of a label. */
		return $label->id ?? sprintf( __( 'There is no label “%s”.', 'aaia-chatbot' ), $typed );
	}

	/** A category's row id, from its name or `#` and its number; NO_CATEGORY for `none`. A message when there is none. */
	public function category( string $typed ): int|string|null {
		if ( '' === $typed || 'none' === $typed ) {
			return '' === $typed ? null : InboxFilter::NO_CATEGORY;
		}
		foreach ( $this->categories->all() as $category ) {
			if ( '#' . $category->id === $typed || Label::folded( $category->name ) === Label::folded( $typed ) ) {
				return $category->id;
			}
		}
		/* translators: %s: name of a category. */
		return sprintf( __( 'There is no category “%s”.', 'aaia-chatbot' ), $typed );
	}

	/** @return list<Status>|string */
	private function statuses( Input $query ): array|string {
		if ( 'pending' === $query->optional( 'view' ) ) {
			return null === $query->optional( 'status' )
				? [ Status::Pending ]
				: __( 'Give either a status or the view “pending”.', 'aaia-chatbot' );
		}
		$statuses = [];
		foreach ( array_unique( array_filter( explode( ',', $query->line( 'status' ) ) ) ) as $name ) {
			$status = Status::tryFrom( trim( $name ) );
			if ( null === $status ) {
				return __( 'The status is one of open, pending, snoozed, resolved, or several of them separated by commas.', 'aaia-chatbot' );
			}
			$statuses[] = $status;
		}
		return $statuses;
	}

	private function assignee( Input $query, int $user_id ): int|string|null {
		$view     = $query->optional( 'view' );
		$assignee = $query->optional( 'assignee' );
		$by_view  = match ( $view ) {
			'mine'       => $user_id,
			'unassigned' => InboxFilter::NOBODY,
			default      => null,
		};
		if ( null === $assignee ) {
			return $by_view;
		}
		if ( null !== $by_view ) {
			return __( 'Give either a view or an assignee.', 'aaia-chatbot' );
		}
		return match ( true ) {
			'me' === $assignee         => $user_id,
			'none' === $assignee       => InboxFilter::NOBODY,
			ctype_digit( $assignee ) && (int) $assignee > 0 => (int) $assignee,
			default                    => __( 'The assignee is “me”, “none” or the number of a user.', 'aaia-chatbot' ),
		};
	}

	/** What is unassigned is in no team either. */
	private function team( Input $query ): int|string|null {
		$team = $query->optional( 'team' );
		if ( 'unassigned' === $query->optional( 'view' ) ) {
			return null === $team ? InboxFilter::NOBODY : __( 'Give either the view “unassigned” or a team.', 'aaia-chatbot' );
		}
		return match ( true ) {
			null === $team   => null,
			'none' === $team => InboxFilter::NOBODY,
			ctype_digit( $team ) && (int) $team > 0 => (int) $team,
			default          => __( 'The team is “none” or the number of a team.', 'aaia-chatbot' ),
		};
	}

	/** @return array{?\DateTimeImmutable, ?\DateTimeImmutable}|string */
	private function dates( Input $query ): array|string {
		$dates = [];
		foreach ( [ 'from', 'to' ] as $key ) {
			$typed = $query->optional( $key );
			$date  = null === $typed ? null : $this->date( $typed, 'to' === $key );
			if ( false === $date ) {
				return __( 'Enter dates as 2026-01-31 or 2026-01-31T09:00:00Z.', 'aaia-chatbot' );
			}
			$dates[] = $date;
		}
		return [ $dates[0] ?? null, $dates[1] ?? null ];
	}

	/** Parses a date or a time. A date is in the site's time zone; as an end it is included. */
	private function date( string $typed, bool $is_end ): \DateTimeImmutable|false {
		if ( 1 === preg_match( '/\A\d{4}-\d{2}-\d{2}\z/', $typed ) ) {
			$day = \DateTimeImmutable::createFromFormat( '!Y-m-d', $typed, wp_timezone() );
			return false === $day ? false : ( $is_end ? $day->modify( '+1 day' ) : $day );
		}
		$time = rest_parse_date( $typed );
		return false === $time ? false : new \DateTimeImmutable( '@' . $time );
	}
}
