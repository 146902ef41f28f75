<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;

/** Shows the findings of a page to its editors: a panel in the block editor, a notice in the classic one. */
final class EditorPanel {

	/** Maximum findings in the notice of the classic editor. */
	private const SHOWN = 5;

	private const SCRIPT = 'aaia-chatbot-editor';

	/** @param string $file The plugin's main file. */
	public function __construct(
		private readonly string $file,
		private readonly DocumentChecker $checker,
		private readonly FindingRepository $findings,
	) {}

	/** Enqueues the panel of the block editor, for post types that visitors can see. */
	public function enqueue(): void {
		$screen = get_current_screen();
		$path   = dirname( $this->file ) . '/build/admin/editor';
		$asset  = is_file( $path . '.asset.php' ) ? require $path . '.asset.php' : null;
		if ( null === $screen || 'post' !== $screen->base || ! is_post_type_viewable( $screen->post_type ) || ! is_array( $asset ) ) {
			return;
		}
		wp_enqueue_script( self::SCRIPT, plugins_url( 'build/admin/editor.js', $this->file ), $asset['dependencies'], $asset['version'], true );
		wp_set_script_translations( self::SCRIPT, 'aaia-chatbot', dirname( $this->file ) . '/languages' );
		wp_enqueue_style( self::SCRIPT, plugins_url( 'build/admin/editor.css', $this->file ), [ 'wp-components' ], $asset['version'] );
		wp_style_add_data( self::SCRIPT, 'rtl', 'replace' );
	}

	/** Hook: `load-post.php`. */
	public function attach_classic_notice(): void {
		add_action( 'admin_notices', [ $this, 'show_in_classic_editor' ] );
	}

	/** Prints the notice of the classic editor, whenever a post is opened or saved. */
	public function show_in_classic_editor(): void {
		$screen = get_current_screen();
		$post   = get_post();
		if (
			null === $screen
			|| 'post' !== $screen->base
			|| $screen->is_block_editor()
			|| ! $post instanceof \WP_Post
			|| ! current_user_can( 'edit_post', $post->ID )
		) {
			return;
		}
		try {
			$document = $this->checker->document_of_post( $post->ID );
			$found    = null === $document
				? []
				: array_values( array_filter(
					$this->findings->of_document( $document ),
					static fn( StoredFinding $finding ): bool => ! $finding->ignored,
				) );
		} catch ( DatabaseFailure ) {
			return;
		}
		if ( [] === $found ) {
			return;
		}
		$lines = array_map(
			fn( StoredFinding $finding ): string => '<li>' . $this->line(
				$finding->finding->other_id === $document && $finding->document->id !== $document ? $finding->from_other_side() : $finding,
			) . '</li>',
			array_slice( $found, 0, self::SHOWN ),
		);
		$more  = count( $found ) - count( $lines );
		if ( $more > 0 ) {
			/* translators: %d: number of findings. */
			$lines[] = '<li>' . esc_html( sprintf( _n( 'and %d more', 'and %d more', $more, 'aaia-chatbot' ), $more ) ) . '</li>';
		}
		echo '<div class="notice notice-warning is-dismissible"><p><strong>'
			. esc_html__( 'The assistant answers from this page. Please check:', 'aaia-chatbot' )
			. '</strong></p><ul style="list-style: disc; padding-inline-start: 20px">' . wp_kses_post( implode( '', $lines ) )
			. '</ul></div>';
	}

	private function line( StoredFinding $stored ): string {
		$finding = $stored->finding;
		$line    = '<strong>' . esc_html( FindingMessages::name( $finding->kind ) ) . '</strong> — '
			. esc_html( FindingMessages::sentence( $finding, $finding->document_id === $finding->other_id ) );
		$line   .= '<br><em>' . esc_html( '' === $finding->location->quote ? $finding->location->value : $finding->location->quote ) . '</em>';
		$line   .= FindingKind::DeadLink === $finding->kind ? ' <code>' . esc_html( $finding->detail ) . '</code>' : '';
		if ( null === $stored->other || null === $finding->other || $stored->other->id === $stored->document->id ) {
			return $line;
		}
		$edit  = $stored->other_post > 0 ? (string) get_edit_post_link( $stored->other_post, 'raw' ) : '';
		$href  = '' === $edit ? $stored->other->url : $edit;
		$title = '' === $stored->other->title ? $stored->other->url : $stored->other->title;
		$where = '' === $href ? esc_html( $title ) : '<a href="' . esc_url( $href ) . '">' . esc_html( $title ) . '</a>';
		return $line . '<br><em>' . esc_html( $finding->other->quote ) . '</em> — ' . $where;
	}
}
