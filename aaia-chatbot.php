<?php
/**
 * Plugin Name:       AAIA Chatbot
 * Description:       A support desk for your site: a chat that answers from your own pages with sources, fetches a person when it should, alerts your team by e-mail, and one inbox to answer from.
 * Version:           0.1.0
 * Requires at least: 7.0
 * Requires PHP:      8.1
 * Author:            AAIA
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       aaia-chatbot
 * Domain Path:       /languages
 *
 * @package AaiaChatbot
 */

defined( 'ABSPATH' ) || exit;

if ( PHP_VERSION_ID < 80100 ) {
	add_action(
		'admin_notices',
		static function () {
			echo '<div class="notice notice-error"><p>';
			esc_html_e( 'AAIA Chatbot needs PHP 8.1 or newer. Ask your host to update PHP; until then the chat stays off.', 'aaia-chatbot' );
			echo '</p></div>';
		}
	);
	return;
}

require_once __DIR__ . '/includes/Autoloader.php';
Aaia\Chatbot\Autoloader::register();

if ( [] !== Aaia\Chatbot\Plugin\Requirements::missing() ) {
	( new Aaia\Chatbot\Plugin\Requirements( Aaia\Chatbot\Plugin\Requirements::missing() ) )->register( __FILE__ );
	return;
}
( new Aaia\Chatbot\Plugin( __FILE__ ) )->register();
