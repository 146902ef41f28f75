<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\PlainPage;
use Aaia\Chatbot\Mail\SiteLocale;

/** The page of an acknowledgement link. GET shows a button; its POST acknowledges the alert. */
final class AcknowledgePage {

	public function __construct(
		private readonly AcknowledgeLinks $links,
		private readonly AlertRepository $alerts,
		private readonly SiteLocale $locale,
	) {}

	/** Answers the request. */
	public function serve(): void {
		$posted = PlainPage::is_posted();
		$this->answer( $posted, PlainPage::text_of( $posted ? $_POST : $_GET, 'code' ) )->send();
	}

	/** The page for a code. A POST acknowledges. */
	public function answer( bool $posted, string $code ): PlainPage {
		return $this->locale->run( fn(): PlainPage => $this->page( $posted, $code ) );
	}

	private function page( bool $posted, string $code ): PlainPage {
		$title    = __( 'Chatbot alert', 'aaia-chatbot' );
		$locale   = $this->locale->name();
		$delivery = $this->links->delivery( $code );
		$alert    = null === $delivery ? null : $this->alerts->for_delivery( $delivery );
		if ( null === $delivery || null === $alert ) {
			return new PlainPage(
				404,
				$locale,
				$title,
				__( 'This link is no longer valid. Open the conversation in your WordPress admin.', 'aaia-chatbot' )
			);
		}
		if ( null === $alert->acknowledged_at && ! $posted ) {
			return new PlainPage(
				200,
				$locale,
				$title,
				__( 'Tell your team that you are taking care of this alert.', 'aaia-chatbot' ),
				admin_url( 'admin-post.php' ),
				[ [ 'action', AcknowledgeLinks::ACTION, __( 'I’ll take care of it', 'aaia-chatbot' ) ] ],
				[ 'code' => $code ]
			);
		}
		return new PlainPage(
			200,
			$locale,
			$title,
			null === $alert->acknowledged_at && $this->alerts->acknowledge( $alert->id, $delivery->recipient )
				? __( 'Thank you. Nobody else will be alerted about it.', 'aaia-chatbot' )
				: __( 'Someone is already taking care of this alert.', 'aaia-chatbot' )
		);
	}
}
