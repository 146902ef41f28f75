<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** A message to one recipient, before it is stored. */
final class NewDelivery {

	/**
	 * @param string              $purpose         Constant of Delivery: the kind of message.
	 * @param string              $channel         Delivery::EMAIL or Delivery::SERVICE.
	 * @param string              $recipient       E-mail address, or the outside service's id.
	 * @param string              $about           What it is about, at most 60 characters. With the same purpose, channel and
	 *                                             recipient it is the same delivery, which is stored once.
	 * @param ?int                $conversation_id It is deleted together with that conversation.
	 * @param ?\DateTimeImmutable $not_before      Held back until then.
	 * @param ?int                $bundle_id       Row of the bundle it is part of; it is then not sent on its own.
	 * @param ?int                $cause_id        Row in its owner's table.
	 * @param int                 $rule_id         Row of the rule by which it was made; 0 for none.
	 */
	public function __construct(
		public readonly string $purpose,
		public readonly string $channel,
		public readonly string $recipient,
		public readonly string $about,
		public readonly ?int $conversation_id = null,
		public readonly ?\DateTimeImmutable $not_before = null,
		public readonly ?int $bundle_id = null,
		public readonly ?int $cause_id = null,
		public readonly int $rule_id = 0,
	) {}
}
