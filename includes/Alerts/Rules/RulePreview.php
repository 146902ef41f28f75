<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Alert;
use Aaia\Chatbot\Alerts\AlertMail;
use Aaia\Chatbot\Alerts\AlertTemplates;
use Aaia\Chatbot\Alerts\TemplateValues;
use Aaia\Chatbot\Assistant\Conditions\RatingTarget;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Assistant\FrustrationSignal;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\SiteLocale;
use Aaia\Chatbot\Support\Clock;

/** Writes the mail a rule would send, about an invented visitor. Uses the same code as real mails. */
final class RulePreview {

	public function __construct(
		private readonly Clock $clock,
		private readonly SiteLocale $locale,
		private readonly AlertMail $mail,
		private readonly TemplateValues $values,
		private readonly AlertTemplates $templates,
	) {}

	/** @return array{subject: string, text: string} */
	public function for_rule( AlertRule $rule ): array {
		return $this->locale->run(
			fn(): array => $this->mail->filled( $this->alert( $rule ), $rule, $this->sample( $rule ), $this->conversation() )
		);
	}

	/** @return array<string, string> */
	private function sample( AlertRule $rule ): array {
		$message = __( 'My order has not arrived. Could somebody look into it?', 'aaia-chatbot' );
		$name    = Trigger::Support === $rule->kind ? 'Marie' : '';
		return [
			'message'     => $message,
			'visitor'     => $this->values->visitor( $name ),
			'question'    => $this->values->question( $message ),
			'page'        => _x( 'Delivery', 'title of a page', 'aaia-chatbot' ) . ' – ' . home_url( '/' ),
			'time'        => $this->values->time( $this->clock->now() ),
			'ip'          => Trigger::Support === $rule->kind && $this->values->shows_ip() ? '192.0.2.44' : '',
			'reason'      => Trigger::Support === $rule->kind ? $this->templates->reason( SupportReason::Asked->value ) : '',
			'summary'     => Trigger::Support === $rule->kind ? __( 'An order that has not arrived.', 'aaia-chatbot' ) : '',
			'name'        => $name,
			'email'       => 'visitor@example.com',
			'exchange'    => '> ' . __( 'Visitor:', 'aaia-chatbot' ) . ' ' . $message,
			'link'        => $this->values->link( 'sample' ),
			'site'        => Email::site_name(),
			'rule'        => $rule->name,
			'matched'     => match ( $rule->kind ) {
				Trigger::Keyword     => $rule->definition->condition->words[0] ?? $rule->definition->condition->patterns[0] ?? '',
				Trigger::Frustration => $this->templates->matched( $rule->kind, FrustrationSignal::Repeated->value ),
				Trigger::Rating      => $this->templates->matched( $rule->kind, RatingTarget::Answer->value ),
				Trigger::Category    => __( 'Critical', 'aaia-chatbot' ),
				default              => '',
			},
			'rating'      => Trigger::Rating === $rule->kind ? __( 'not helpful', 'aaia-chatbot' ) : '',
			'answer'      => Trigger::Rating === $rule->kind ? __( 'Orders arrive within three days.', 'aaia-chatbot' ) : '',
			'source'      => '',
			'acknowledge' => $rule->definition->minutes > 0 ? admin_url( 'admin-post.php' ) : '',
		];
	}

	private function alert( AlertRule $rule ): Alert {
		return new Alert( 0, '', 0, $rule->id, $rule->kind, '', 0, null, null, '', null, '', 0, false, $this->clock->now() );
	}

	private function conversation(): Conversation {
		$now = $this->clock->now()->format( 'Y-m-d H:i:s' );
		return Conversation::from_row(
			array_fill_keys(
				[
					'visitor_id',
					'archived_at',
					'assignee_id',
					'last_message_id',
					'person_requested',
					'waiting_since',
					'first_reply_at',
					'resolved_at',
					'snoozed_until',
				],
				null
			)
			+ array_fill_keys( [ 'id', 'unread' ], '0' )
			+ array_fill_keys( [ 'language', 'page_url', 'page_title', 'preview' ], '' )
			+ [
				'public_id'        => 'sample',
				'channel'          => 'web',
				'status'           => 'pending',
				'handler'          => 'assistant',
				'last_activity_at' => $now,
				'created_at'       => $now,
			]
		);
	}
}
