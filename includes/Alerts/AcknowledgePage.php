<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

/** The page behind a mail's "I am taking care of it" link: GET shows a button, the button's POST acknowledges the alert. */
final class AcknowledgePage {

	public function __construct(
		private readonly AcknowledgeLinks $links,
		private readonly AlertRepository $alerts,
		private readonly SiteLocale $locale,
	) {}

	public function register(): void {
		add_action( 'admin_post_' . AcknowledgeLinks::ACTION, [ $this, 'serve' ] );
		add_action( 'admin_post_nopriv_' . AcknowledgeLinks::ACTION, [ $this, 'serve' ] );
	}

	/** Answers the request. */
	public function serve(): void {
		$posted = 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' );
		$source = $posted ? $_POST : $_GET;
		$code   = is_string( $source['code'] ?? null ) ? sanitize_text_field( wp_unslash( $source['code'] ) ) : '';
		nocache_headers();
		header( 'Referrer-Policy: no-referrer' );
		header( 'X-Robots-Tag: noindex' );
		header( 'X-Frame-Options: DENY' );
		[ $status, $html ] = $this->locale->speak( fn(): array => $this->answer( $posted, $code ) );
		status_header( $status );
		header( 'Content-Type: text/html; charset=utf-8' );
		echo $html; // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is written, below.
	}

	/**
	 * What the page says.
	 *
	 * @return array{int, string} Status and HTML.
	 */
	public function answer( bool $posted, string $code ): array {
		$delivery = $this->links->delivery( $code );
		$alert    = null === $delivery || null === $delivery->alert_id ? null : $this->alerts->by_id( $delivery->alert_id );
		if ( null === $delivery || null === $alert ) {
			return [ 404, $this->page( __( 'This link is no longer valid. Open the conversation in your WordPress admin.', 'aaia-chatbot' ), '' ) ];
		}
		if ( null === $alert->acknowledged_at && ! $posted ) {
			$form = sprintf(
				'<form method="post" action="%s"><input type="hidden" name="action" value="%s"><input type="hidden" name="code" value="%s"><button type="submit">%s</button></form>',
				esc_url( admin_url( 'admin-post.php' ) ),
				esc_attr( AcknowledgeLinks::ACTION ),
				esc_attr( $code ),
				esc_html__( 'I am taking care of it', 'aaia-chatbot' )
			);
			return [ 200, $this->page( __( 'Tell your team that you are taking care of this alert.', 'aaia-chatbot' ), $form ) ];
		}
		if ( null === $alert->acknowledged_at && $this->alerts->acknowledge( $alert->id, $delivery->recipient ) ) {
			return [ 200, $this->page( __( 'Thank you. Nobody else will be alerted about it.', 'aaia-chatbot' ), '' ) ];
		}
		return [ 200, $this->page( __( 'Somebody is already taking care of this alert.', 'aaia-chatbot' ), '' ) ];
	}

	/** @param string $form Escaped HTML. */
	private function page( string $sentence, string $form ): string {
		return sprintf(
			'<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title><style>body{font:18px/1.5 sans-serif;max-width:34em;margin:15vh auto;padding:0 1em}button{font:inherit;padding:.6em 1.2em}</style></head><body><main><h1>%s</h1><p>%s</p>%s</main></body></html>',
			esc_attr( str_replace( '_', '-', $this->locale->name() ) ),
			esc_html__( 'Alert of the chatbot', 'aaia-chatbot' ),
			esc_html__( 'Alert of the chatbot', 'aaia-chatbot' ),
			esc_html( $sentence ),
			$form
		);
	}
}
