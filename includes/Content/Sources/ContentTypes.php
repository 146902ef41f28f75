<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Settings\Settings;

/** The post types of the site, and those that the owner chose for the assistant. */
final class ContentTypes {

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * Chosen post types that are registered and public.
	 *
	 * @return list<string>
	 */
	public function chosen(): array {
		return array_values( array_filter( $this->settings->list( ContentSettings::POST_TYPES ), $this->is_public( ... ) ) );
	}

	/**
	 * Post types to choose from: the public ones, then chosen ones whose plugin is no longer active.
	 *
	 * Files are not listed, because they are a source of their own.
	 *
	 * @return list<array{name: string, label: string, published: int, there: bool}>
	 */
	public function choices(): array {
		$choices = [];
		foreach ( get_post_types( [], 'objects' ) as $type ) {
			if ( $this->is_public( $type->name ) ) {
				$choices[] = [
					'name'      => $type->name,
					'label'     => '' === (string) $type->labels->name ? $type->name : (string) $type->labels->name,
					'published' => (int) ( wp_count_posts( $type->name )->publish ?? 0 ),
					'there'     => true,
				];
			}
		}
		$known = [ ...array_column( $choices, 'name' ), ...ContentSettings::KINDS, 'attachment' ];
		foreach ( array_diff( $this->settings->list( ContentSettings::POST_TYPES ), $known ) as $gone ) {
			$choices[] = [
				'name'      => $gone,
				'label'     => $gone,
				'published' => 0,
				'there'     => false,
			];
		}
		return $choices;
	}

	private function is_public( string $type ): bool {
		return 'attachment' !== $type && is_post_type_viewable( $type );
	}
}
