<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\AlertRule;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Assistant\Conditions\ConditionContext;
use Aaia\Chatbot\Assistant\Conditions\ConditionMatcher;
use Aaia\Chatbot\Assistant\Conditions\RatingTarget;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Assistant\ConversationFrustration;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Category;
use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Support\Clock;

/**
 * Matches events against alert rules: requests for a person, visitors' messages, bad ratings, reported sources, signs of frustration,
 * categories.
 *
 * The message is already stored when this runs: a failure delays an alert and never loses one. Recipients come from
 * settings only: nothing a visitor or a model says can change them. A rule that matches changes nothing in the conversation.
 */
final class RaiseAlerts implements Subscriber {

	public const TYPES = [
		EventType::SupportRequested,
		EventType::MessageReceived,
		EventType::MessageCompleted,
		EventType::MessageRated,
		EventType::ConversationRated,
		EventType::SourceReported,
		EventType::CategoryChosen,
	];

	/** A rule alerts at most once per conversation in this time. */
	private const REPEAT_AFTER = '-1 hour';

	/** The chat asks for a comment after a thumb down: the mail waits this long for it. */
	private const COMMENT_DELAY = '+2 minutes';

	public function __construct(
		private readonly Clock $clock,
		private readonly AlertRepository $alerts,
		private readonly AlertDispatch $dispatch,
		private readonly RuleRepository $rules,
		private readonly RuleSet $rule_set,
		private readonly ConditionMatcher $matcher,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly VisitorMessages $visitor_messages,
		private readonly SupportRequestRepository $requests,
		private readonly ConversationFrustration $frustration,
		private readonly CategoryRepository $categories,
	) {}

	public function name(): string {
		return 'alerts.support';
	}

	public function on( Event $event ): void {
		$kinds = match ( $event->type ) {
			EventType::SupportRequested  => [ Trigger::Support ],
			EventType::MessageReceived   => [ Trigger::Keyword, Trigger::Contact, Trigger::Frustration ],
			// An answer is a sign only when it is one more refusal.
			EventType::MessageCompleted  => false === ( $event->data['refused'] ?? null ) ? [] : [ Trigger::Frustration ],
			EventType::MessageRated, EventType::ConversationRated, EventType::SourceReported => null === $this->rated( $event ) ? [] : [
				Trigger::Rating,
			],
			EventType::CategoryChosen    => isset( $event->data['to'] ) ? [ Trigger::Category ] : [],
			default                      => [],
		};
		if ( [] === $kinds || null === $event->conversation_id ) {
			return;
		}
		$is_request   = [ Trigger::Support ] === $kinds;
		$rules        = $is_request ? [] : $this->rules->active_by_kind( $kinds );
		$conversation = $is_request || [] !== $rules ? $this->conversations->by_id( $event->conversation_id ) : null;
		if ( null === $conversation ) {
			return;
		}
		if ( $is_request ) {
			$this->raise_request( $event, $conversation );
			return;
		}
		foreach ( $kinds as $kind ) {
			$this->match_rules( $event, $kind, $conversation, $rules[ $kind->value ] ?? [] );
		}
	}

	private function raise_request( Event $event, Conversation $conversation ): void {
		$reason  = is_string( $event->data['reason'] ?? null ) ? $event->data['reason'] : '';
		$id      = is_numeric( $event->data['request'] ?? null ) ? (int) $event->data['request'] : null;
		$request = null === $id ? null : $this->requests->by_id( $id );
		$message = null === $request?->message_id ? null : $this->messages->by_id( $request->message_id );
		$rules   = $this->rule_set->for_request( new ConditionContext(
			Trigger::Support,
			( $message->text ?? '' ) . "\n" . ( $request->summary ?? '' ),
			$conversation->language,
			$conversation->page_url,
			$event->at,
			$reason
		) );
		if ( [] === $rules || $this->alerts->has_request( $event->id ) ) {
			return;
		}
		$this->dispatch->raise(
			new NewAlert(
				$event->id,
				$rules[0]->id,
				Trigger::Support,
				$conversation->id,
				$reason,
				$message?->id,
				$id,
				collected: true === ( $event->data[ SupportService::COLLECTED ] ?? false )
			),
			$rules
		);
	}

	/** @param list<AlertRule> $rules Of that kind. */
	private function match_rules( Event $event, Trigger $kind, Conversation $conversation, array $rules ): void {
		if ( [] === $rules ) {
			return;
		}
		$message = null === $event->message_id ? null : $this->messages->by_id( $event->message_id );
		$sign    = match ( $kind ) {
			Trigger::Rating      => $this->rated( $event )?->value,
			Trigger::Frustration => null === $message ? null : $this->frustration->signal_of_message( $message )?->value,
			Trigger::Category    => '',
			default              => AuthorType::Visitor === $message?->author ? '' : null,
		};
		if ( null === $sign ) {
			return;
		}
		$words   = $this->visitor_messages->source_message( $message, $conversation->id )->text ?? '';
		$context = new ConditionContext(
			$kind,
			$words,
			$conversation->language,
			$conversation->page_url,
			$event->at,
			'',
			$sign,
			category: Trigger::Category === $kind ? $this->category( $event ) : null,
		);
		$due     = RatingTarget::Answer->value === $sign && '' === ( $message->rating_comment ?? '' )
			? $this->clock->now()->modify( self::COMMENT_DELAY )
			: null;
		foreach ( $rules as $rule ) {
			$matched = $this->matched( $rule, $context );
			if (
				null !== $matched
				&& ! $this->alerts->alerted_since( $rule->id, $conversation->id, $event->id, $this->clock->now()->modify( self::REPEAT_AFTER ) )
			) {
				$this->dispatch->raise(
					new NewAlert( $event->id, $rule->id, $kind, $conversation->id, '', $event->message_id, null, $matched, $due ),
					[ $rule ]
				);
			}
		}
	}

	/** The category that the conversation was put into; null when it was deleted since. */
	private function category( Event $event ): ?Category {
		foreach ( $this->categories->all() as $category ) {
			if ( $category->id === ( $event->data['to'] ?? null ) ) {
				return $category;
			}
		}
		return null;
	}

	/** What a visitor rated badly; null for good ratings, ratings taken back, and changes by staff. */
	private function rated( Event $event ): ?RatingTarget {
		if ( isset( $event->data['agent'] ) ) {
			return null;
		}
		return match ( $event->type ) {
			EventType::MessageRated      => -1 === ( $event->data['value'] ?? null ) ? RatingTarget::Answer : null,
			EventType::ConversationRated => is_int( $event->data['score'] ?? null ) && $event->data['score'] <= RatingService::BAD_SCORE
				? RatingTarget::Conversation
				: null,
			EventType::SourceReported    => RatingTarget::Source,
			default                      => null,
		};
	}

	/** A rule whose regular expression fails three times is switched off; staff see why. */
	private function matched( AlertRule $rule, ConditionContext $context ): ?string {
		try {
			return $this->matcher->matched( $rule->kind, $rule->definition->condition, $context );
		} catch ( \RangeException $failure ) {
			if ( $this->rules->note_failure( $rule, $failure->getMessage(), RuleRepository::FAILURES ) ) {
				do_action( 'aaia_chatbot_log', 'warning', sprintf( 'Alert rule %s was switched off: %s', $rule->public_id, $failure->getMessage() ) );
			}
			return null;
		}
	}
}
