<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Settings\Settings;

/** The kinds of content the site has, and which of them the owner lets the assistant answer from. */
final class ContentTypes {

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * Post types the owner chose that visitors can see now.
	 *
	 * @return list<string>
	 */
	public function chosen(): array {
		return array_values( array_filter( $this->settings->list( ContentSettings::POST_TYPES ), $this->is_public( ... ) ) );
	}

	/**
	 * What the owner can choose from: the site's public kinds, then those that were chosen and have gone with the plugin that brought them.
	 *
	 * Files are not among them: they are a source of their own.
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
