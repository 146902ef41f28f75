<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Privacy;

defined( 'ABSPATH' ) || exit;

/** Offers texts for the site's privacy policy in WordPress's policy guide. */
final class PolicyGuide {

	/** @var list<PolicySection> */
	private readonly array $sections;

	public function __construct( PolicySection ...$sections ) {
		$this->sections = array_values( $sections );
	}

	/** Hooks: `load-…` of the pages that show the guide. Passes the texts to WordPress. */
	public function suggest(): void {
		foreach ( $this->sections as $section ) {
			wp_add_privacy_policy_content(
				$section->title(),
				'<p>' . implode( '</p><p>', array_map( 'esc_html', $section->sentences() ) ) . '</p>',
			);
		}
	}
}
