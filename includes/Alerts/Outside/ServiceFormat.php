<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\OutgoingRequest;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;

/**
 * Writes an alert in the format of each service, always as plain text: none of them may read a visitor's words as markup, mentions
 * or links of ours.
 */
final class ServiceFormat {

	/** Slack's plain_text blocks hold 3,000 characters. */
	private const SLACK_CHARACTERS = 2900;

	/** Lines of a card: Teams takes messages of 28 kB, and each line is an element of about 150 bytes. */
	private const TEAMS_LINES = 80;

	private const TICKET_CHARACTERS = 20_000;

	public function __construct( private readonly Clock $clock ) {}

	public function request( OutsideService $service, ServicePayload $payload ): OutgoingRequest {
		return match ( $service->kind ) {
			ServiceKind::Slack     => $this->slack( $service, $payload ),
			ServiceKind::Teams     => $this->teams( $service, $payload ),
			ServiceKind::Zendesk   => $this->zendesk( $service, $payload ),
			ServiceKind::Freshdesk => $this->freshdesk( $service, $payload ),
			ServiceKind::Webhook   => $this->webhook( $service, $payload ),
		};
	}

	/** Asks for a ticket's state. */
	public function state_request( OutsideService $service, string $ticket ): OutgoingRequest {
		$path = ServiceKind::Zendesk === $service->kind
			? '/api/v2/tickets/' . rawurlencode( $ticket ) . '.json'
			: '/api/v2/tickets/' . rawurlencode( $ticket );
		return OutgoingRequest::get( untrailingslashit( $service->url ) . $path, [ 'Authorization' => $this->authorization( $service ) ] );
	}

	/**
	 * Id of the ticket in a service's answer; null when it made none.
	 *
	 * @param array<array-key, mixed> $answer
	 */
	public function ticket( ServiceKind $kind, array $answer ): ?string {
		$ticket = ServiceKind::Zendesk === $kind && is_array( $answer['ticket'] ?? null ) ? $answer['ticket'] : $answer;
		return $kind->makes_tickets() && is_scalar( $ticket['id'] ?? null ) ? (string) $ticket['id'] : null;
	}

	/**
	 * A ticket's state in one vocabulary: new, open, pending, solved, closed; null when it is not understood.
	 *
	 * @param array<array-key, mixed> $answer
	 */
	public function state( ServiceKind $kind, array $answer ): ?string {
		if ( ServiceKind::Zendesk === $kind ) {
			$status = is_array( $answer['ticket'] ?? null ) ? ( $answer['ticket']['status'] ?? null ) : null;
			$status = 'hold' === $status ? 'pending' : $status;
			return is_string( $status ) && in_array( $status, [ 'new', 'open', 'pending', 'solved', 'closed' ], true ) ? $status : null;
		}
		$states = [ 2 => 'open', 3 => 'pending', 4 => 'solved', 5 => 'closed' ];
		return is_numeric( $answer['status'] ?? null ) ? ( $states[ (int) $answer['status'] ] ?? 'open' ) : null;
	}

	/** Slack, incoming webhooks: blocks of plain_text; in the fallback &, < and > are escaped as Slack asks. */
	private function slack( OutsideService $service, ServicePayload $payload ): OutgoingRequest {
		$plain = static fn( string $text ): array => [
			'type'  => 'plain_text',
			'text'  => $text,
			'emoji' => false,
		];
		return OutgoingRequest::json(
			$service->url,
			[
				'text'   => str_replace( [ '&', '<', '>' ], [ '&amp;', '&lt;', '&gt;' ], $payload->subject ),
				'blocks' => [
					[
						'type' => 'header',
						'text' => $plain( Text::truncate( $payload->subject, 150 ) ),
					],
					[
						'type' => 'section',
						'text' => $plain( Text::truncate( $payload->text, self::SLACK_CHARACTERS ) ),
					],
					[
						'type'     => 'actions',
						'elements' => [
							[
								'type' => 'button',
								'text' => $plain( self::open( $payload ) ),
								'url'  => $payload->link,
							],
						],
					],
				],
			]
		);
	}

	/** Teams, workflow webhooks: an adaptive card whose text runs are not read as Markdown. */
	private function teams( OutsideService $service, ServicePayload $payload ): OutgoingRequest {
		$run   = static fn( string $text, bool $bold = false ): array => [
			'type'    => 'RichTextBlock',
			'inlines' => [
				[
					'type'   => 'TextRun',
					'text'   => $text,
					'weight' => $bold ? 'Bolder' : 'Default',
				],
			],
		];
		$lines = array_map( static fn( string $line ): array => $run( $line ), array_slice(
			array_filter( explode( "\n", Text::truncate( $payload->text, 4000 ) ), static fn( string $line ): bool => '' !== trim( $line ) ),
			0,
			self::TEAMS_LINES
		) );
		return OutgoingRequest::json(
			$service->url,
			[
				'type'        => 'message',
				'attachments' => [
					[
						'contentType' => 'application/vnd.microsoft.card.adaptive',
						'content'     => [
							'$schema' => 'http://adaptivecards.io/schemas/adaptive-card.json',
							'type'    => 'AdaptiveCard',
							'version' => '1.4',
							'body'    => [ $run( $payload->subject, true ), ...$lines ],
							'actions' => [
								[
									'type'  => 'Action.OpenUrl',
									'title' => self::open( $payload ),
									'url'   => $payload->link,
								],
							],
						],
					],
				],
			]
		);
	}

	/** Zendesk, Tickets API: an internal comment; the Idempotency-Key keeps a repeat from making a second ticket. */
	private function zendesk( OutsideService $service, ServicePayload $payload ): OutgoingRequest {
		$ticket = [
			'subject'     => Text::truncate( $payload->subject, 150 ),
			'comment'     => [
				'body'   => Text::truncate( $payload->text, self::TICKET_CHARACTERS ),
				'public' => false,
			],
			'priority'    => $payload->urgent ? 'urgent' : 'normal',
			'tags'        => $payload->test ? [ 'aaia', 'aaia_test' ] : [ 'aaia', 'aaia_' . $payload->kind ],
		];
		if ( '' !== $payload->conversation ) {
			$ticket['external_id'] = $payload->conversation;
		}
		if ( null !== $payload->email ) {
			$ticket['requester'] = [
				'name'  => $payload->email,
				'email' => $payload->email,
			];
		}
		return OutgoingRequest::json(
			untrailingslashit( $service->url ) . '/api/v2/tickets.json',
			[ 'ticket' => $ticket ],
			[
				'Authorization'   => $this->authorization( $service ),
				'Idempotency-Key' => $payload->id,
			]
		);
	}

	/** Freshdesk, Tickets API: its description is HTML, so the text goes in escaped. */
	private function freshdesk( OutsideService $service, ServicePayload $payload ): OutgoingRequest {
		return OutgoingRequest::json(
			untrailingslashit( $service->url ) . '/api/v2/tickets',
			[
				'subject'     => Text::truncate( $payload->subject, 250 ),
				'description' => nl2br( esc_html( Text::truncate( $payload->text, self::TICKET_CHARACTERS ) ), false ),
				'email'       => $payload->email ?? $service->account,
				'priority'    => $payload->urgent ? 4 : 1,
				'status'      => 2,
				'source'      => 7,
				'tags'        => $payload->test ? [ 'aaia', 'aaia_test' ] : [ 'aaia', 'aaia_' . $payload->kind ],
			],
			[ 'Authorization' => $this->authorization( $service ) ]
		);
	}

	/** Any receiver: Standard Webhooks (headers webhook-id, webhook-timestamp, webhook-signature), HMAC-SHA256 over `id.timestamp.body`. */
	private function webhook( OutsideService $service, ServicePayload $payload ): OutgoingRequest {
		$now     = $this->clock->now();
		$request = OutgoingRequest::json(
			$service->url,
			[
				'type'         => 'alert.' . $payload->kind,
				'timestamp'    => $payload->at->format( 'Y-m-d\TH:i:s\Z' ),
				'test'         => $payload->test,
				'data'         => [
					'conversation' => $payload->conversation,
					'reason'       => $payload->reason,
					'subject'      => $payload->subject,
					'text'         => $payload->text,
					'email'        => $payload->email,
					'urgent'       => $payload->urgent,
					'link'         => $payload->link,
				],
			]
		);
		$secrets = [ $service->secret ];
		if ( null !== $service->old_secret && null !== $service->old_until && $service->old_until > $now ) {
			$secrets[] = $service->old_secret;
		}
		$stamp   = (string) $now->getTimestamp();
		$signed  = "$payload->id.$stamp.$request->body";
		$headers = [
			'webhook-id'        => $payload->id,
			'webhook-timestamp' => $stamp,
			'webhook-signature' => implode( ' ', array_map(
				static fn( string $secret ): string => 'v1,' . base64_encode( hash_hmac( 'sha256', $signed, self::key( $secret ), true ) ),
				$secrets
			) ),
		];
		return new OutgoingRequest( 'POST', $service->url, $request->headers + $headers, $request->body );
	}

	/** A new signing secret in the form of Standard Webhooks. */
	public static function new_secret(): string {
		return 'whsec_' . base64_encode( random_bytes( 24 ) );
	}

	private static function key( string $secret ): string {
		$decoded = str_starts_with( $secret, 'whsec_' ) ? base64_decode( substr( $secret, 6 ), true ) : false;
		return false === $decoded ? $secret : $decoded;
	}

	/** Label of the button. */
	private static function open( ServicePayload $payload ): string {
		return '' === $payload->conversation ? __( 'Open the inbox', 'aaia-chatbot' ) : __( 'Open the conversation', 'aaia-chatbot' );
	}

	private function authorization( OutsideService $service ): string {
		return 'Basic '
			. base64_encode( ServiceKind::Zendesk === $service->kind ? "$service->account/token:$service->secret" : "$service->secret:X" );
	}
}
